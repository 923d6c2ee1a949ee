// Package safefile writes files whole or not at all, each for its owner alone (mode
// 0600), and has them on the disk before they are in their place.
package safefile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// New makes a file and flushes it. When it fails, a part of the file may be there: it
// is for folders that are still being built.
func New(path string, body []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	return flush(f, body)
}

// Replace puts a file in the place of whatever file is there.
func Replace(path string, body []byte) error {
	return aside(path, body, func(built string) error { return os.Rename(built, path) })
}

// Create makes a file, and fails with fs.ErrExist where there is one, however late it
// came. Ready, if it is not nil, is called when the file needs nothing but its place;
// when it fails, so does Create.
func Create(path string, body []byte, ready func() error) error {
	return aside(path, body, func(built string) error {
		if ready != nil {
			if err := ready(); err != nil {
				return err
			}
		}
		err := os.Link(built, path) // unlike a rename it never replaces
		if err == nil || errors.Is(err, fs.ErrExist) {
			return err
		}
		// Some file systems have no links. There a file that comes right now is lost.
		if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
			return fs.ErrExist
		}
		return os.Rename(built, path)
	})
}

// aside makes a file beside the path, and has it put there.
func aside(path string, body []byte, put func(built string) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".hardbook-*") // mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // where it was renamed, there is none
	if err := flush(f, body); err != nil {
		return err
	}
	return put(f.Name())
}

func flush(f *os.File, body []byte) error {
	_, err := f.Write(body)
	return errors.Join(err, f.Sync(), f.Close())
}
