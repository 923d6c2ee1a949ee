package folder

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// merger moves what is the reader's from the old folder into the new one,
// which holds every generated file already. It asks the file system, not a
// map, whether a path is taken, because only that knows if case counts.
type merger struct {
	from, to string                 // the old folder and the new one
	was, is  digests                // generated files of the old folder (nil: unknown) and of the new one
	given    map[string]bool        // every path of the new folder's files, state included
	wasDir   map[string]bool        // folders that generated files of the old one were in
	kept     map[string]fs.FileInfo // files that are links to those of the old one
	link     func(oldname, newname string) error
}

func newMerger(from, to string, was, is digests, files map[string][]byte, kept map[string]fs.FileInfo, link func(string, string) error) *merger {
	c := &merger{from: from, to: to, was: was, is: is, kept: kept, link: link,
		given: map[string]bool{}, wasDir: map[string]bool{}}
	for p := range files {
		c.given[p] = true
	}
	for p := range was {
		for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
			c.wasDir[dir] = true
		}
	}
	return c
}

func (c *merger) old(rel string) string { return filepath.Join(c.from, filepath.FromSlash(rel)) }
func (c *merger) new(rel string) string { return filepath.Join(c.to, filepath.FromSlash(rel)) }

// children merges what the old folder rel holds into the folder to of
// the new one. The two differ below a folder that had to be renamed.
func (c *merger) children(rel, to string) error {
	entries, err := os.ReadDir(c.old(rel))
	if err != nil {
		return err
	}
	for _, e := range entries {
		rel, to := path.Join(rel, e.Name()), path.Join(to, e.Name())
		if e.IsDir() {
			err = c.folder(rel, to, e)
		} else {
			err = c.file(rel, to, e)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *merger) folder(rel, to string, e fs.DirEntry) error {
	info, err := os.Lstat(c.new(to))
	if ignoreMissing(err) != nil {
		return err
	}
	if err == nil && !info.IsDir() { // a file is generated where the reader has a folder
		if to, err = c.backup(rel, to, ""); err != nil {
			return err
		}
		info = nil
	}
	if info != nil || c.wasDir[rel] {
		// Ours: made already, or made when a file in it needs it.
		return c.children(rel, to)
	}
	// The mode comes last: it may forbid writing.
	if err := os.MkdirAll(c.new(to), 0o700); err != nil {
		return err
	}
	if err := c.children(rel, to); err != nil {
		return err
	}
	if info, err = e.Info(); err != nil {
		return err
	}
	return os.Chmod(c.new(to), info.Mode())
}

// file decides what becomes of one file, symlink or special file.
func (c *merger) file(rel, to string, e fs.DirEntry) error {
	plain := e.Type().IsRegular()
	want, listed := c.was[rel]
	sum := "" // its digest, where that matters
	switch {
	case plain && c.isLinked(rel, e):
		return nil
	case plain && rel == sumsName && c.was != nil:
		return nil // made anew
	case plain && isState(rel):
		broken, err := damaged(c.old(rel))
		if err != nil {
			return err
		}
		if c.given[rel] && !broken {
			return nil
		}
	case plain && (listed || c.given[rel]):
		var err error
		if sum, err = digestFile(c.old(rel)); err != nil {
			return err
		}
		if sum == want || sum == c.is[rel] {
			return nil // as it was generated, or as it is generated now
		}
	}
	taken, err := there(c.new(to))
	if err != nil {
		return err
	}
	if taken || listed {
		if to, err = c.backup(rel, to, sum); err != nil || to == "" {
			return err
		}
	}
	return c.put(rel, to, e)
}

// isLinked reports whether a file is in the new folder already, and is not another
// that took its place since: editors save so.
func (c *merger) isLinked(rel string, e fs.DirEntry) bool {
	kept := c.kept[rel]
	if kept == nil {
		return false
	}
	info, err := e.Info()
	return err == nil && os.SameFile(kept, info)
}
