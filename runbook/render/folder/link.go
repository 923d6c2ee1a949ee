package folder

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"

	"hardbook/runbook/render/parallel"
	"hardbook/runbook/safefile"
)

// atOnce is how many files are written at a time: they wait for the disk, which
// flushes several in the time of one.
const atOnce = 8

// fill writes every one of files below built and has it on the disk when it
// returns. A file that the old folder at target has already is linked from
// there: to write it, flush it and remove the old one is what takes the time.
// It returns what was linked.
func (sys system) fill(built, target string, old bool, files map[string][]byte) (map[string]fs.FileInfo, error) {
	paths, dirs := slices.Sorted(maps.Keys(files)), map[string]bool{".": true}
	for _, p := range paths {
		for dir := path.Dir(p); !dirs[dir]; dir = path.Dir(dir) {
			dirs[dir] = true
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(dirs)) {
		if err := os.MkdirAll(filepath.Join(built, filepath.FromSlash(dir)), 0o700); err != nil {
			return nil, err
		}
	}
	has := map[string]bool{}
	if old {
		has = plainFiles(target, dirs)
	}
	linked := make([]fs.FileInfo, len(paths))
	err := parallel.Each(atOnce, paths, func(i int, p string) error {
		from, to := filepath.Join(target, filepath.FromSlash(p)), filepath.Join(built, filepath.FromSlash(p))
		if has[p] {
			if linked[i] = sys.linkOld(from, to, files[p]); linked[i] != nil {
				return nil
			}
		}
		return safefile.New(to, files[p])
	})
	kept := map[string]fs.FileInfo{}
	for i, info := range linked {
		if info != nil {
			kept[paths[i]] = info
		}
	}
	return kept, err
}

// plainFiles are the plain files in the given folders of the one at target. Only
// the list of a folder tells a symbolic link from what it leads to, and how a
// name is really spelt. What cannot be read is left out: merging reports it.
func plainFiles(target string, dirs map[string]bool) map[string]bool {
	found := map[string]bool{}
	_ = fs.WalkDir(os.DirFS(target), ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case d.IsDir() && !dirs[p]:
			return fs.SkipDir
		}
		found[p] = d.Type().IsRegular()
		return nil
	})
	return found
}

// linkOld links an old file into the new folder, where that makes no difference: it
// holds body, nobody else can read it or has it under another name, and it is on
// the disk. Where it cannot, the answer is nil and there is nothing at to.
func (sys system) linkOld(from, to string, body []byte) fs.FileInfo {
	f, err := os.Open(from)
	if err != nil {
		return nil
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Mode() != 0o600 || info.Size() != int64(len(body)) || !onlyOurs(info) || !holds(f, body) {
		return nil
	}
	// The reader may have put this very text there, and not flushed it.
	if f.Sync() != nil || sys.link(from, to) != nil {
		return nil
	}
	if now, err := os.Lstat(to); err == nil && os.SameFile(info, now) {
		return info
	}
	_ = os.Remove(to) // something else took its place; safefile finds what stays
	return nil
}

// holds reports whether r holds body and no more.
func holds(r io.Reader, body []byte) bool {
	buf := make([]byte, min(len(body)+1, 32<<10))
	for {
		n, err := r.Read(buf)
		if !bytes.HasPrefix(body, buf[:n]) {
			return false
		}
		body = body[n:]
		if err != nil {
			return errors.Is(err, io.EOF) && len(body) == 0
		}
	}
}
