package folder

import (
	"fmt"
	"os"
	"path/filepath"

	"hardbook/runbook/hint"
	"hardbook/runbook/safefile"
)

// maxState is far above the size of any real file of state, in bytes.
const maxState = 1 << 20

// ReadState reads a file of state, such as attested.yaml, from the folder
// out/name. It is nil where there is no such file. A symbolic link, anything else
// that is no plain file, and a file that nobody can have written by hand are
// errors.
func ReadState(out, name, file string) ([]byte, error) {
	if err := checkState(name, file); err != nil {
		return nil, err
	}
	if old, err := exists(filepath.Join(out, name)); err != nil || !old {
		return nil, err
	}
	return readState(filepath.Join(out, name, file))
}

func readState(p string) ([]byte, error) {
	info, err := os.Lstat(p)
	if err != nil {
		return nil, ignoreMissing(err)
	}
	if !info.Mode().IsRegular() || info.Size() > maxState {
		return nil, hint.Add(fmt.Errorf("%s is a link, or no plain file, or larger than 1 MiB", p), "move it away: hardbook wrote no such file")
	}
	return os.ReadFile(p)
}

func checkState(name, file string) error {
	if !isState(file) {
		return fmt.Errorf("%q is no file of state", file)
	}
	return checkName(name)
}

// UpdateState replaces a file of state in the folder out/name, which must be
// there, with what change makes of its content; of nil, where there is no such
// file yet. The rest of the folder stays as it is.
//
// When UpdateState fails, the file is as it was; an error of change comes back as
// it is. Like Write it puts right first what a crash left behind, writes whole or
// not at all, and waits for any other call for the same out, so that of two changes
// at a time none is lost.
func UpdateState(out, name, file string, change func(old []byte) ([]byte, error)) error {
	if err := checkState(name, file); err != nil {
		return err
	}
	target := filepath.Join(out, name)
	// Without a book, or one on its way, nothing is touched, not even the lock.
	if found, err := leftovers(out); err != nil {
		return err
	} else if err := mustExist(target); err != nil && len(found) == 0 {
		return err
	}
	unlock, err := settled(out)
	if err != nil {
		return err
	}
	defer unlock()
	if err := mustExist(target); err != nil {
		return err
	}
	old, err := readState(filepath.Join(target, file))
	if err != nil {
		return explain(err, "read "+filepath.Join(target, file), "", "")
	}
	body, err := change(old)
	if err != nil {
		return err
	}
	return replaceFile(out, filepath.Join(target, file), target, body, nil)
}

// replaceFile puts a file in its place, whole or not at all. The lock of out is
// held, before is done when the file lies ready, and errors are about what.
func replaceFile(out, p, what string, body []byte, before func() error) error {
	dir, err := os.MkdirTemp(out, tmpPrefix)
	if err != nil {
		return explain(err, "write into "+out, "", "")
	}
	defer func() { _ = discard(dir) }() // tried again by the next Write
	built := filepath.Join(dir, newDir, filepath.Base(p))
	err = os.Mkdir(filepath.Dir(built), 0o700)
	if err == nil {
		err = safefile.New(built, body)
	}
	if err == nil && before != nil {
		err = before()
	}
	if err == nil {
		err = os.Rename(built, p)
	}
	if err == nil {
		err = syncDir(filepath.Dir(p))
	}
	if err != nil {
		return explain(err, "write "+what, built, p)
	}
	return nil
}

func mustExist(target string) error {
	old, err := exists(target)
	if err == nil && !old {
		err = hint.Add(fmt.Errorf("there is no book in %s", target), "hardbook generate writes one")
	}
	return err
}
