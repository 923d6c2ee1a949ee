package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"hardbook/runbook/hint"
)

var tmpName = regexp.MustCompile(`^\.tmp-[0-9]+$`)

// leftovers lists the temporary folders in out that are ours.
func leftovers(out string) ([]string, error) {
	entries, err := os.ReadDir(out)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		return nil, explain(err, "read the output folder "+out, "", "")
	}
	var dirs []string
	for _, e := range entries {
		if dir := filepath.Join(out, e.Name()); e.IsDir() && tmpName.MatchString(e.Name()) && ours(dir) {
			dirs = append(dirs, dir)
		}
	}
	return dirs, nil
}

func ours(dir string) bool {
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		if n := e.Name(); !e.IsDir() || n != newDir && n != oldDir && n != goneDir {
			return false
		}
	}
	return err == nil
}

// settleAll settles every leftover in out. Only the first error keeps a book
// from its place; the second is about what could not be removed.
func settleAll(out string) (lost, litter error) {
	dirs, err := leftovers(out)
	if err != nil {
		return err, nil
	}
	for _, dir := range dirs {
		if err := bringBack(out, dir); err != nil {
			lost = errors.Join(lost, err)
		} else {
			litter = errors.Join(litter, discard(dir)) // under the lock nobody is at work in it
		}
	}
	return lost, litter
}

// bringBack puts an old folder back that was moved aside into dir and not
// replaced, after which dir can be removed.
func bringBack(out, dir string) error {
	aside, err := os.ReadDir(filepath.Join(dir, oldDir))
	if ignoreMissing(err) != nil {
		return explain(err, "recover "+dir, "", "")
	}
	for _, e := range aside {
		if err := bringBackOne(out, dir, e.Name()); err != nil {
			return err
		}
	}
	return nil
}

func bringBackOne(out, dir, name string) error {
	aside, target := filepath.Join(dir, oldDir, name), filepath.Join(out, name)
	inPlace, err := there(target)
	if err != nil {
		return explain(err, "recover "+target, "", "")
	}
	if !inPlace {
		if err := os.Rename(aside, target); err != nil {
			return explain(err, "bring back "+target+" from "+aside, "", "")
		}
		return syncDir(out)
	}
	// With the new folder still in the temporary one, what is in place is
	// somebody else's, and the old folder is the only one of its kind.
	if waiting, err := there(filepath.Join(dir, newDir, name)); waiting || err != nil {
		return hint.Add(errors.Join(fmt.Errorf("an interrupted run left the folder %s in %s, and its place is taken", name, aside), err),
			"move "+aside+" or "+target+" elsewhere and run again")
	}
	// Renamed first: half removed, it must not be brought back.
	if err := os.Rename(filepath.Join(dir, oldDir), filepath.Join(dir, goneDir)); err != nil {
		return explain(err, "remove the leftover "+dir, "", "")
	}
	return nil
}

// discard removes a temporary folder. Folders in it may have the reader's
// modes, which can forbid removal; files are not touched, for they may be
// hard links to those in place.
func discard(dir string) error {
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			err = os.Chmod(p, 0o700)
		}
		return err
	})
	if err := errors.Join(ignoreMissing(err), os.RemoveAll(dir)); err != nil {
		return explain(err, "remove the leftover "+dir, "", "")
	}
	return nil
}
