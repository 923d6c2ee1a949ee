package folder

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"hardbook/runbook/hint"
	"hardbook/runbook/verify"
)

// backup finds a name beside to for something of the reader's that must make
// room. It is "" when a file with that content (sum) is kept there already.
func (c *merger) backup(rel, to, sum string) (string, error) {
	for i := 0; ; i++ {
		suffix := orig(i)
		if c.was[rel+suffix] != "" || c.given[to+suffix] {
			continue
		}
		info, err := os.Lstat(c.old(rel + suffix))
		if err == nil && info.Mode().IsRegular() && sum != "" {
			kept, err := digestFile(c.old(rel + suffix))
			if err != nil || kept == sum {
				return "", err
			}
		}
		if ignoreMissing(err) != nil {
			return "", err
		}
		taken, err2 := there(c.new(to + suffix))
		if err2 != nil {
			return "", err2
		}
		if err != nil && !taken {
			return to + suffix, nil
		}
	}
}

// orig is what is put behind the name of a file that is kept, beside i others.
func orig(i int) string {
	if i == 0 {
		return ".orig"
	}
	return ".orig." + strconv.Itoa(i)
}

// damaged reports whether the status.json at path is one that nobody can read
// again: it is kept, since it may hold what was seen before. A file that is larger
// than any real one is not read.
func damaged(path string) (bool, error) {
	if filepath.Base(path) != statusName {
		return false, nil
	}
	info, err := os.Stat(path)
	if err != nil || info.Size() > verify.MaxStatus {
		return true, err
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return true, err
	}
	_, unreadable := verify.ParseReport(raw)
	return unreadable != nil, nil
}

// put links or copies one thing into the new folder, never through a symlink.
func (c *merger) put(rel, to string, e fs.DirEntry) error {
	if err := os.MkdirAll(filepath.Dir(c.new(to)), 0o700); err != nil {
		return err
	}
	if e.Type()&fs.ModeSymlink != 0 {
		dest, err := os.Readlink(c.old(rel))
		if err != nil {
			return err
		}
		return os.Symlink(dest, c.new(to))
	}
	err := c.link(c.old(rel), c.new(to))
	if err == nil {
		return nil
	}
	if !e.Type().IsRegular() { // opening a pipe would wait for ever
		return hint.Add(fmt.Errorf("cannot keep %s: %w", c.old(rel), err),
			"move it out of the book's folder: it is neither a file, a folder nor a symbolic link")
	}
	return copyFile(c.old(rel), c.new(to))
}
