package folder

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook/hint"
)

// text is a folder's files, as the tests write them down.
type text map[string]string

func (x text) bytes() map[string][]byte {
	m := map[string][]byte{}
	for p, s := range x {
		m[p] = []byte(s)
	}
	return m
}

// fill writes files below dir; a content "-> x" makes a symlink to x.
func fillDir(t *testing.T, dir string, files text) {
	t.Helper()
	for p, s := range files {
		p = filepath.Join(dir, filepath.FromSlash(p))
		check(t, os.MkdirAll(filepath.Dir(p), 0o700))
		check(t, os.RemoveAll(p))
		if dest, link := strings.CutPrefix(s, "-> "); link {
			check(t, os.Symlink(dest, p))
		} else {
			check(t, os.WriteFile(p, []byte(s), 0o600))
		}
	}
}

// tree reads everything below dir, except SHA256SUMS. An empty folder is "/".
func tree(t *testing.T, dir string) text {
	t.Helper()
	got := text{}
	check(t, filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, p)
		rel = filepath.ToSlash(rel)
		switch {
		case rel == "." || rel == sumsName:
		case d.IsDir():
			if in, _ := os.ReadDir(p); len(in) == 0 {
				got[rel] = "/"
			}
		case d.Type()&fs.ModeSymlink != 0:
			dest, _ := os.Readlink(p)
			got[rel] = "-> " + dest
		default:
			body, err := os.ReadFile(p)
			got[rel] = string(body)
			return err
		}
		return nil
	}))
	return got
}

func wantTree(t *testing.T, dir string, want text) {
	t.Helper()
	got := tree(t, dir)
	for _, p := range slices.Sorted(maps.Keys(got)) {
		if w, ok := want[p]; !ok {
			t.Errorf("%s: there, and should not be (%q)", p, got[p])
		} else if w != got[p] {
			t.Errorf("%s: %q, want %q", p, got[p], w)
		}
	}
	for _, p := range slices.Sorted(maps.Keys(want)) {
		if _, ok := got[p]; !ok {
			t.Errorf("%s: missing", p)
		}
	}
}

// wantSound checks SHA256SUMS against the files, independently of the code
// that wrote it only in that it reads them from the disk.
func wantSound(t *testing.T, dir string) {
	t.Helper()
	d, err := readDigests(dir)
	if err != nil || d == nil {
		t.Fatalf("%s: no %s: %v", dir, sumsName, err)
	}
	for p, want := range d {
		if got, err := digestFile(filepath.Join(dir, p)); err != nil || got != want {
			t.Errorf("%s: %s does not verify: %v", dir, p, err)
		}
	}
}

// wantClean checks that out holds the lock and the named folders, no more.
func wantClean(t *testing.T, out string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(out)
	check(t, err)
	for _, e := range entries {
		if e.Name() != ".lock" && !slices.Contains(names, e.Name()) {
			t.Errorf("%s left in the output folder", e.Name())
		}
	}
}

// wantHint checks that err says what, and comes with advice.
func wantHint(t *testing.T, err error, what string) {
	t.Helper()
	switch {
	case err == nil || !strings.Contains(err.Error(), what):
		t.Fatalf("error %v, want one with %q", err, what)
	case strings.Contains(err.Error(), tmpPrefix):
		t.Errorf("error names the temporary folder: %v", err)
	case hint.Of(err) == "":
		t.Errorf("error without a hint: %v", err)
	}
}

func write(t *testing.T, out string, files text) {
	t.Helper()
	check(t, Write(out, "acct", files.bytes()))
	wantSound(t, filepath.Join(out, "acct"))
	wantClean(t, out, "acct")
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
