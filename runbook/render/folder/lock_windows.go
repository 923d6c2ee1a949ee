package folder

import (
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// lock waits until no other Write or Recover is at work in out. The system drops the
// lock with the process, so a crash leaves nothing to clean.
func lock(out string) (unlock func(), err error) {
	p := filepath.Join(out, ".lock")
	f, err := os.OpenFile(p, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	err = windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK, 0, 1, 0, new(windows.Overlapped))
	if err != nil {
		f.Close()
		return nil, &os.PathError{Op: "lock", Path: p, Err: err}
	}
	return func() { f.Close() }, nil
}

// syncDir does nothing: folders cannot be flushed here.
func syncDir(string) error { return nil }
