package folder

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func writePage(t *testing.T, out, body string) string {
	t.Helper()
	if err := WritePage(out, "index.html", []byte(body)); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(filepath.Join(out, "index.html"))
	if err != nil || !strings.HasPrefix(string(raw), body) {
		t.Fatalf("%v: %s", err, raw)
	}
	return string(raw)
}

// names are what lies in out, but for the lock.
func names(t *testing.T, out string) string {
	t.Helper()
	entries, err := os.ReadDir(out)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		if e.Name() != ".lock" {
			all = append(all, e.Name())
		}
	}
	return strings.Join(all, " ")
}

// TestWritePage: one page takes the place of the one before, and only its owner
// can read it. One that the reader wrote or changed is kept.
func TestWritePage(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	first := writePage(t, out, "one")
	if info, err := os.Stat(filepath.Join(out, "index.html")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
	writePage(t, out, "two")
	if got := names(t, out); got != "index.html" {
		t.Errorf("there is %s", got)
	}
	for i, own := range []string{"mine", first + "and more", strings.Replace(first, "one", "0ne", 1)} {
		if err := os.WriteFile(filepath.Join(out, "index.html"), []byte(own), 0o600); err != nil {
			t.Fatal(err)
		}
		writePage(t, out, "three")
		kept := filepath.Join(out, "index.html.orig"+[]string{"", ".1", ".2"}[i])
		if raw, err := os.ReadFile(kept); err != nil || string(raw) != own {
			t.Errorf("%v: %q is not %q", err, raw, own)
		}
	}
	if got := names(t, out); got != "index.html index.html.orig index.html.orig.1 index.html.orig.2" {
		t.Errorf("there is %s", got)
	}
}

// TestWritePageFollowsNoLink: what a link leads to stays as it is.
func TestWritePageFollowsNoLink(t *testing.T) {
	out := t.TempDir()
	mine, page := filepath.Join(out, "mine.html"), filepath.Join(out, "index.html")
	if err := os.WriteFile(mine, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("mine.html", page); err != nil {
		t.Fatal(err)
	}
	writePage(t, out, "one")
	raw, err := os.ReadFile(mine)
	link, errL := os.Readlink(page + ".orig")
	if err != nil || errL != nil || string(raw) != "mine" || link != "mine.html" {
		t.Errorf("%v %v: %q, %q", err, errL, raw, link)
	}
	if err := os.Remove(page); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(page, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := WritePage(out, "index.html", []byte("two")); err == nil || !strings.Contains(err.Error(), "is not a file") {
		t.Errorf("got %v", err)
	}
	if err := WritePage(out, "../x", nil); err == nil {
		t.Error("a name leads out of the folder")
	}
	if got := names(t, out); got != "index.html index.html.orig mine.html" {
		t.Errorf("there is %s", got)
	}
}

// TestACutPageIsCleanedUp: what a crash leaves of a page goes with the next one.
func TestACutPageIsCleanedUp(t *testing.T) {
	out := t.TempDir()
	fillDir(t, filepath.Join(out, tmpPrefix+"1", newDir), text{"index.html": "hal"})
	writePage(t, out, "one")
	if got := names(t, out); got != "index.html" {
		t.Errorf("there is %s", got)
	}
}
