package folder

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

var book = text{
	"runbook.md":                "# Book\n",
	"commands/07-admin-user.sh": "echo 7\n",
	"policies/deny.json":        "{}\n",
	"status.json":               "{\"schema\":\"hardbook/verify/v1\"}\n",
}

func TestFirstWrite(t *testing.T) {
	out := filepath.Join(t.TempDir(), "not", "yet")
	write(t, out, book)
	dir := filepath.Join(out, "acct")
	wantTree(t, dir, book)

	sums, err := os.ReadFile(filepath.Join(dir, sumsName))
	check(t, err)
	d, ok := parseDigests(string(sums))
	if _, state := d["status.json"]; !ok || len(d) != 3 || state || string(d.text()) != string(sums) {
		t.Errorf("SHA256SUMS:\n%s", sums)
	}
	if runtime.GOOS == "windows" {
		return
	}
	check(t, filepath.WalkDir(out, func(p string, e fs.DirEntry, err error) error {
		check(t, err)
		info, err := e.Info()
		check(t, err)
		want := fs.FileMode(0o600)
		if e.IsDir() {
			want = 0o700
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s: mode %v", p, info.Mode())
		}
		return nil
	}))
	if tool, err := exec.LookPath("sha256sum"); err == nil {
		cmd := exec.Command(tool, "-c", "--strict", sumsName)
		cmd.Dir = dir
		if got, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("sha256sum -c: %v\n%s", err, got)
		}
	}
}

func TestSecondWriteIsIdentical(t *testing.T) {
	out := t.TempDir()
	write(t, out, book)
	first, err := os.ReadFile(filepath.Join(out, "acct", sumsName))
	check(t, err)
	write(t, out, book)
	second, err := os.ReadFile(filepath.Join(out, "acct", sumsName))
	check(t, err)
	if string(first) != string(second) {
		t.Errorf("SHA256SUMS changed:\n%s\n%s", first, second)
	}
	wantTree(t, filepath.Join(out, "acct"), book)
}

func TestOutMayBeASymlink(t *testing.T) {
	real := t.TempDir()
	out := filepath.Join(t.TempDir(), "out")
	check(t, os.Symlink(real, out))
	write(t, out, book)
	wantTree(t, filepath.Join(real, "acct"), book)
}

func TestTargetRefused(t *testing.T) {
	out, elsewhere := t.TempDir(), t.TempDir()
	fillDir(t, elsewhere, text{"mine": "1"})
	fillDir(t, out, text{"link": "-> " + elsewhere, "dangling": "-> nowhere", "file": "2"})
	before := tree(t, out)
	for name, what := range map[string]string{
		"link": "symbolic link", "dangling": "symbolic link", "file": "is a file",
	} {
		wantHint(t, Write(out, name, book.bytes()), what)
	}
	wantTree(t, out, before) // not even a lock
	wantTree(t, elsewhere, text{"mine": "1"})
}

func TestNamesRefused(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	for _, name := range []string{"", ".", "..", ".hidden", "a/b", `a\b`, "/abs", "../up", "a\nb"} {
		wantHint(t, Write(out, name, book.bytes()), "cannot name a folder")
	}
	for _, files := range []text{
		{},
		{"status.json": "alone"},
		{"../up": ""},
		{"/abs": ""},
		{"a//b": ""},
		{"./a": ""},
		{".": ""},
		{"a/": ""},
		{`a\b`: ""},
		{"a\nb": ""},
		{"a\xff": ""},
		{"sha256sums": ""},
		{"Run.md": "", "run.md": ""},
		{"Dir/a": "", "dir/b": ""},
		{"DIR": "", "dir/b": ""},
		{"a": "", "a/b": ""},
		{"a": "", "a.b": "", "a/b": ""},
	} {
		if err := Write(out, "acct", files.bytes()); err == nil {
			t.Errorf("%v: written", files)
		}
	}
	if ok, _ := there(out); ok {
		t.Error("a refused write made the output folder")
	}
}
