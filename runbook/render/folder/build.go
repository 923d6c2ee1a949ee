package folder

import (
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
)

// build makes the whole new folder at built and has it on the disk when it
// returns: a rename must never become durable before the files it shows.
func (sys system) build(built, target string, old bool, files map[string][]byte) error {
	sums := newDigests(files)
	all := maps.Clone(files)
	all[sumsName] = sums.text()
	kept, err := sys.fill(built, target, old, all)
	if err != nil {
		return err
	}
	if old {
		was, err := readDigests(target)
		if err != nil {
			return err
		}
		c := newMerger(target, built, was, sums, files, kept, sys.link)
		if err := c.children(".", "."); err != nil {
			return err
		}
	}
	return filepath.WalkDir(built, func(p string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		return syncDir(p)
	})
}

// copyFile is for files that cannot be linked. It keeps mode and time.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return err
	}
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, in)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Chtimes(to, info.ModTime(), info.ModTime()); err != nil {
		return err
	}
	return os.Chmod(to, info.Mode())
}

// there reports whether anything is at p; a symlink counts, wherever it leads.
func there(p string) (bool, error) {
	_, err := os.Lstat(p)
	return err == nil, ignoreMissing(err)
}

// ignoreMissing drops the error that says a path is not there.
func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
