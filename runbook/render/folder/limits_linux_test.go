package folder

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"hardbook/runbook/hint"

	"golang.org/x/sys/unix"
)

func init() {
	children["mount"] = mount
	children["full"] = writeFull
	children["limited"] = writeLimited
	children["nobody"] = writeAsNobody
}

var big = text{"a.md": "A2", "big.md": strings.Repeat("x", 1<<20)}

// run starts a child and fails the test with what it says.
func run(t *testing.T, do, out string, attr *syscall.SysProcAttr) {
	t.Helper()
	cmd := child(do, out)
	cmd.SysProcAttr = attr
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, said)
	}
}

// asRoot gives a child a mount table of its own, and where we are not root, a
// user namespace in which it is.
func asRoot() *syscall.SysProcAttr {
	if os.Geteuid() == 0 {
		return &syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWNS}
	}
	return &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWNS | syscall.CLONE_NEWUSER,
		UidMappings: []syscall.SysProcIDMap{{HostID: os.Geteuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{HostID: os.Getegid(), Size: 1}},
	}
}

func TestDiskFull(t *testing.T) {
	probe := child("mount", t.TempDir())
	probe.SysProcAttr = asRoot()
	if said, err := probe.CombinedOutput(); err != nil {
		t.Logf("no tmpfs here (%v %s): a limit on file sizes stands in", err, said)
		run(t, "limited", t.TempDir(), nil)
		return
	}
	run(t, "full", t.TempDir(), asRoot())
}

func TestFileSizeLimit(t *testing.T) { run(t, "limited", t.TempDir(), nil) }

func mount(out string) error { return unix.Mount("tmpfs", out, "tmpfs", 0, "size=256k") }

func writeFull(out string) error {
	if err := mount(out); err != nil {
		return err
	}
	return failsWhole(out, syscall.ENOSPC, ": no space left on device") // any file may meet it: they are written at a time
}

func writeLimited(out string) error {
	limit := syscall.Rlimit{Cur: 1 << 16, Max: 1 << 16}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	return failsWhole(out, syscall.EFBIG, "acct/big.md: file too large")
}

// failsWhole writes a small book, then one that cannot be written, and checks
// that the small one is as it was and nothing is left beside it.
func failsWhole(out string, cause error, says string) error {
	if err := Write(out, "acct", text{"a.md": "A", "b.md": "B"}.bytes()); err != nil {
		return err
	}
	was, err := os.Stat(filepath.Join(out, "acct"))
	if err != nil {
		return err
	}
	err = Write(out, "acct", big.bytes())
	if !errors.Is(err, cause) || !strings.Contains(err.Error(), says) ||
		strings.Contains(err.Error(), tmpPrefix) || hint.Of(err) == "" {
		return errors.Join(errors.New("wrong error"), err)
	}
	now, err := os.Stat(filepath.Join(out, "acct"))
	if err != nil || !os.SameFile(was, now) {
		return errors.Join(errors.New("another folder is in place"), err)
	}
	if got, err := os.ReadFile(filepath.Join(out, "acct", "a.md")); err != nil || string(got) != "A" {
		return errors.New("the old book changed")
	}
	entries, err := os.ReadDir(out)
	if err != nil || len(entries) != 2 { // acct and .lock
		return errors.New("something was left behind")
	}
	return nil
}

// TestPipe holds that a pipe is kept where it can be and refused where
// it cannot, and never opened: that would wait for ever.
func TestPipe(t *testing.T) {
	out := t.TempDir()
	pipe := filepath.Join(out, "acct", "a.md")
	write(t, out, text{"a.md": "A", "b.md": "B"})
	check(t, os.Remove(pipe))
	check(t, unix.Mkfifo(pipe, 0o600))
	wantHint(t, noLinks().write(out, "acct", book.bytes()), "a.md: no links here")
	write(t, out, text{"a.md": "A"})
	if info, err := os.Lstat(pipe + ".orig"); err != nil || info.Mode().Type() != os.ModeNamedPipe {
		t.Errorf("the pipe is lost: %v", err)
	}
}

// TestPermissions runs as somebody whom modes bind, which root is not.
func TestPermissions(t *testing.T) {
	out := t.TempDir()
	fillDir(t, out, text{"acct/sub/own": "o"})
	for _, p := range []string{"acct/sub/own", "acct/sub", "acct", "."} {
		if os.Geteuid() == 0 {
			check(t, os.Chown(filepath.Join(out, p), 65534, 65534))
		}
	}
	run(t, "nobody", out, nil)
}

func writeAsNobody(out string) error {
	// The temporary folder lies below folders that only root may enter.
	if err := os.Chdir(out); err != nil {
		return err
	}
	if os.Geteuid() == 0 {
		if err := errors.Join(syscall.Setgid(65534), syscall.Setuid(65534)); err != nil {
			return err
		}
	}
	// A folder of the reader's that forbids writing is kept and removed.
	if err := os.Chmod("acct/sub", 0o500); err != nil {
		return err
	}
	for range 2 {
		if err := Write(".", "acct", text{"a.md": "A", "b.md": "B"}.bytes()); err != nil {
			return err
		}
	}
	if left, err := leftovers("."); err != nil || len(left) > 0 {
		return errors.New("a leftover with modes was not removed")
	}
	os.Chmod("acct/sub", 0o700)

	// A generated file that cannot be read cannot be compared.
	os.Chmod("acct/a.md", 0)
	if err := failsWith(os.ErrPermission, "acct/a.md: permission denied"); err != nil {
		return err
	}
	os.Chmod("acct/a.md", 0o600)
	os.Chmod(".", 0o500)
	defer os.Chmod(".", 0o700)
	return failsWith(os.ErrPermission, "permission denied")
}

func failsWith(cause error, says string) error {
	err := Write(".", "acct", text{"a.md": "A2"}.bytes())
	if !errors.Is(err, cause) || !strings.Contains(err.Error(), says) {
		return errors.Join(errors.New("wrong error"), err)
	}
	entries, err := os.ReadDir(".")
	if err != nil || len(entries) != 2 {
		return errors.New("something was left behind")
	}
	if ok, err := there("acct/b.md"); !ok {
		return errors.Join(errors.New("the old book changed"), err)
	}
	return nil
}
