// Package folder writes the folder of a generated book whole or not at all.
//
// The new folder is built aside and takes the old one's place in one rename,
// so that a reader, a crash or a full disk never meets half a book. What the
// reader put into the folder stays there, and what the reader changed is kept
// under another name.
package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"hardbook/runbook/hint"
)

// system is the part of the operating system that decides how a folder gets
// into place. Tests hand in poorer ones; Write uses host.
type system struct {
	exchange func(a, b string) error       // swaps two paths at once, or errors.ErrUnsupported
	rename   func(from, to string) error   // moves one path
	link     func(oldname, n string) error // makes a hard link
}

// host is the machine we run on.
func host() system {
	return system{exchange: exchange, rename: os.Rename, link: os.Link}
}

// Write replaces the folder out/name with files, which maps paths with forward
// slashes, relative to the folder, to contents. It adds SHA256SUMS, the list of
// every generated file except status.json and attested.yaml: those hold state
// and may change without the book being wrong.
//
// From the folder that was there before, Write keeps:
//
//   - files that no earlier Write listed in SHA256SUMS: they are the reader's;
//   - status.json and attested.yaml, unless files holds them;
//   - as <file>.orig, generated files that were edited by hand, and the
//     reader's own files at paths that are generated now.
//
// A generated file that is to be as it was, and that nobody else can change, stays
// the very same file, with the time of its last change.
//
// When Write fails, the old folder is as it was. Calls for the same out, also
// from other processes, wait for each other. The folder out is made
// when it is missing. Errors may have a method Hint() string.
func Write(out, name string, files map[string][]byte) error {
	return host().write(out, name, files)
}

func (sys system) write(out, name string, files map[string][]byte) (err error) {
	if err := checkName(name); err != nil {
		return err
	}
	if err := checkFiles(files); err != nil {
		return err
	}
	target := filepath.Join(out, name)
	// Looked at before anything is made, and again under the lock.
	if _, err := exists(target); err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o700); err != nil {
		return explain(err, "make the output folder "+out, "", "")
	}
	unlock, err := settled(out)
	if err != nil {
		return err
	}
	defer unlock()
	old, err := exists(target)
	if err != nil {
		return err
	}

	dir, err := os.MkdirTemp(out, tmpPrefix)
	if err != nil {
		return explain(err, "write into "+out, "", "")
	}
	// Success, failure and crash are cleaned up by the same code.
	defer func() {
		if lost := bringBack(out, dir); lost != nil {
			err = errors.Join(err, lost)
			return
		}
		_ = discard(dir) // tried again by the next Write
	}()
	built := filepath.Join(dir, newDir, name)
	if err := sys.build(built, target, old, files); err != nil {
		return explain(err, "write "+target, built, target)
	}
	if err := sys.place(dir, name, out, old); err != nil {
		return explain(err, "write "+target, built, target)
	}
	return nil
}

// settled locks out, and puts right what a crash left there. Leftovers that cannot
// be removed do not stop a new book; an old book that cannot be brought back does.
func settled(out string) (unlock func(), err error) {
	unlock, err = lock(out)
	if err != nil {
		return nil, explain(err, "lock the output folder "+out, "", "")
	}
	if err, _ := settleAll(out); err != nil {
		unlock()
		return nil, err
	}
	return unlock, nil
}

// Recover finishes or undoes what a crash during Write left in out. Write does
// the same first; a command that only reads the folder calls Recover. It does
// nothing when there is nothing to recover, and waits for a Write that is at
// work.
func Recover(out string) error {
	// Without leftovers nothing is touched, not even the lock: out may be
	// missing or read-only.
	found, err := leftovers(out)
	if err != nil || len(found) == 0 {
		return err
	}
	unlock, err := lock(out)
	if err != nil {
		return explain(err, "lock the output folder "+out, "", "")
	}
	defer unlock()
	return errors.Join(settleAll(out))
}

// exists reports whether the folder is there, and refuses anything else in its
// place: a book written through a symlink would land where nobody expects it.
func exists(target string) (bool, error) {
	info, err := os.Lstat(target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, explain(err, "look at "+target, "", "")
	case info.Mode()&fs.ModeSymlink != 0:
		return false, hint.Add(fmt.Errorf("%s is a symbolic link, not a folder", target),
			"remove the link, or choose an output folder where the book can be a folder of its own")
	case !info.IsDir():
		return false, hint.Add(fmt.Errorf("%s is a file, not a folder", target),
			"move the file away and run again")
	}
	return true, nil
}
