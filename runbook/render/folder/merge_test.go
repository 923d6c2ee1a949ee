package folder

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCarry writes a first book, lets the reader work in the folder, writes a
// second book and compares.
func TestCarry(t *testing.T) {
	first := text{"a.md": "A1", "b/x.sh": "X1", "b/y.sh": "Y1", "gone.md": "G1"}
	second := text{"a.md": "A2", "b/x.sh": "X1"}
	damaged := func(s string) text { return text{sumsName: s} }
	const status = `{"schema":"hardbook/verify/v1"}`
	for _, c := range []struct {
		name   string
		reader text
		second text
		want   text // beside second
	}{
		{"nothing", nil, second, nil},
		{"own files", text{"notes.txt": "n", "b/own.sh": "o", "deep/er/f": "f", "link": "-> /etc/passwd", "b/dead": "-> no"}, second,
			text{"notes.txt": "n", "b/own.sh": "o", "deep/er/f": "f", "link": "-> /etc/passwd", "b/dead": "-> no"}},
		{"state kept", text{"status.json": "s", "attested.yaml": "t"}, second,
			text{"status.json": "s", "attested.yaml": "t"}},
		{"state replaced", text{"status.json": status, "attested.yaml": "t"}, text{"a.md": "A2", "status.json": " " + status, "attested.yaml": "t2"}, nil},
		{"state damaged", text{"status.json": `{"steps":[`}, text{"a.md": "A2", "status.json": status}, text{"status.json.orig": `{"steps":[`}},
		{"state of another version", text{"status.json": `{"schema":"hardbook/verify/v2"}`}, text{"a.md": "A2", "status.json": status}, text{"status.json.orig": `{"schema":"hardbook/verify/v2"}`}},
		{"state emptied", text{"status.json": ""}, text{"a.md": "A2", "status.json": status}, text{"status.json.orig": ""}},
		{"state lower down is no state", text{"b/status.json": "s"}, text{"a.md": "A2", "b/status.json": "s2"}, text{"b/status.json.orig": "s"}},
		{"edited", text{"a.md": "mine"}, second, text{"a.md.orig": "mine"}},
		{"edited to the new content", text{"a.md": "A2"}, second, nil},
		{"edited and no longer generated", text{"gone.md": "mine"}, second, text{"gone.md.orig": "mine"}},
		{"edited, folder no longer generated", text{"b/x.sh": "mine"}, text{"a.md": "A2"}, text{"b/x.sh.orig": "mine"}},
		{"orig there", text{"a.md": "mine", "a.md.orig": "older"}, second, text{"a.md.orig": "older", "a.md.orig.1": "mine"}},
		{"two there", text{"a.md": "mine", "a.md.orig": "o", "a.md.orig.1": "-> a.md"}, second,
			text{"a.md.orig": "o", "a.md.orig.1": "-> a.md", "a.md.orig.2": "mine"}},
		{"orig there with that content", text{"a.md": "mine", "a.md.orig": "mine"}, second, text{"a.md.orig": "mine"}},
		{"own file in the way", text{"new.md": "mine"}, text{"new.md": "N"}, text{"new.md.orig": "mine"}},
		{"own file in the way of a folder", text{"new": "mine"}, text{"new/f": "N"}, text{"new.orig": "mine"}},
		{"own folder in the way", text{"new.md/x/y": "mine"}, text{"new.md": "N"}, text{"new.md.orig/x/y": "mine"}},
		{"own symlink in the way of a folder", text{"new": "-> /etc"}, text{"new/f": "N"}, text{"new.orig": "-> /etc"}},
		{"generated file made a symlink", text{"a.md": "-> /etc/passwd"}, second, text{"a.md.orig": "-> /etc/passwd"}},
		{"generated folder becomes a file", text{"b/x.sh": "mine"}, text{"b": "B"}, text{"b.orig/x.sh.orig": "mine"}},
		{"state made a symlink", text{"status.json": "-> x"}, text{"a.md": "A2", "status.json": status}, text{"status.json.orig": "-> x"}},
		{"list damaged", damaged("rubbish"), second,
			text{"a.md.orig": "A1", "b/y.sh": "Y1", "gone.md": "G1", "SHA256SUMS.orig": "rubbish"}},
		{"list cut short", damaged(strings.Repeat("0", 64) + "  a.md"), second,
			text{"a.md.orig": "A1", "b/y.sh": "Y1", "gone.md": "G1", "SHA256SUMS.orig": strings.Repeat("0", 64) + "  a.md"}},
		{"list a symlink", damaged("-> a.md"), second,
			text{"a.md.orig": "A1", "b/y.sh": "Y1", "gone.md": "G1", "SHA256SUMS.orig": "-> a.md"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := t.TempDir()
			dir := filepath.Join(out, "acct")
			write(t, out, first)
			fillDir(t, dir, c.reader)
			want := text{}
			for _, m := range []text{c.second, c.want} {
				for p, s := range m {
					want[p] = s
				}
			}
			for range 2 { // the second time nothing more may happen
				write(t, out, c.second)
				wantTree(t, dir, want)
			}
		})
	}
}

func TestCarryWithoutList(t *testing.T) {
	out := t.TempDir()
	fillDir(t, filepath.Join(out, "acct"), text{"a.md": "mine", "same.md": "S", "own": "o"})
	write(t, out, text{"a.md": "A", "same.md": "S"})
	wantTree(t, filepath.Join(out, "acct"), text{"a.md": "A", "same.md": "S", "a.md.orig": "mine", "own": "o"})
}

// noLinks is a machine without hard links.
func noLinks() system {
	sys := host()
	sys.link = func(string, string) error { return errors.New("no links here") }
	return sys
}

func TestCarryKeepsModesLinkedOrCopied(t *testing.T) {
	for name, sys := range map[string]system{"link": host(), "copy": noLinks()} {
		t.Run(name, func(t *testing.T) {
			out := t.TempDir()
			dir := filepath.Join(out, "acct")
			write(t, out, text{"a.md": "A"})
			fillDir(t, dir, text{"bin/run": "r", "ln": "-> /etc/passwd"})
			check(t, os.MkdirAll(filepath.Join(dir, "empty"), 0o750))
			check(t, os.Chmod(filepath.Join(dir, "bin/run"), 0o555))
			check(t, os.Chmod(filepath.Join(dir, "bin"), 0o555))
			t.Cleanup(func() { os.Chmod(filepath.Join(dir, "bin"), 0o700) })
			was, err := os.Stat(filepath.Join(dir, "bin/run"))
			check(t, err)

			check(t, sys.write(out, "acct", text{"a.md": "A2"}.bytes()))
			wantClean(t, out, "acct")
			wantTree(t, dir, text{"a.md": "A2", "bin/run": "r", "empty": "/", "ln": "-> /etc/passwd"})
			now, err := os.Stat(filepath.Join(dir, "bin/run"))
			check(t, err)
			if now.Mode() != was.Mode() || !now.ModTime().Equal(was.ModTime()) {
				t.Errorf("file changed: %v %v", now.Mode(), now.ModTime())
			}
			if os.SameFile(was, now) != (name == "link") {
				t.Error("not linked, or not copied")
			}
			for p, want := range map[string]os.FileMode{"bin": 0o555, "empty": 0o750} {
				if info, err := os.Stat(filepath.Join(dir, p)); err != nil || info.Mode().Perm() != want {
					t.Errorf("%s: %v %v", p, info.Mode(), err)
				}
			}
		})
	}
}

// TestOrigThatWasGenerated holds that no file about to vanish counts as the
// place where the reader's is kept already.
func TestOrigThatWasGenerated(t *testing.T) {
	out := t.TempDir()
	write(t, out, text{"z": "Z", "z.orig": "same"})
	fillDir(t, out, text{"acct/z": "same"})
	write(t, out, text{"a": "A"})
	wantTree(t, filepath.Join(out, "acct"), text{"a": "A", "z.orig.1": "same"})
}
