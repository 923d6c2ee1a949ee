package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// inode is a file of the book, as the system knows it.
func inode(t *testing.T, dir, p string) fs.FileInfo {
	t.Helper()
	info, err := os.Lstat(filepath.Join(dir, p))
	check(t, err)
	return info
}

// TestUnchangedIsLinked: what is as it was is the very same file, and alone;
// what the reader did to a file makes it a new one.
func TestUnchangedIsLinked(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("files are written anew there")
	}
	elsewhere := t.TempDir()
	for name, c := range map[string]struct {
		reader func(t *testing.T, file string)
		linked bool
	}{
		"nothing":    {func(*testing.T, string) {}, true},
		"replaced":   {func(t *testing.T, file string) { fillDir(t, filepath.Dir(file), text{filepath.Base(file): "X1"}) }, true},
		"edited":     {func(t *testing.T, file string) { check(t, os.WriteFile(file, []byte("X2"), 0o600)) }, false},
		"longer":     {func(t *testing.T, file string) { check(t, os.WriteFile(file, []byte("X11"), 0o600)) }, false},
		"given away": {func(t *testing.T, file string) { check(t, os.Chmod(file, 0o644)) }, false},
		"locked":     {func(t *testing.T, file string) { check(t, os.Chmod(file, 0o400)) }, false},
		"two names":  {func(t *testing.T, file string) { check(t, os.Link(file, filepath.Join(elsewhere, "other"))) }, false},
		"renamed": {func(t *testing.T, file string) {
			check(t, os.Rename(file, strings.TrimSuffix(file, "x.sh")+"X.SH"))
		}, false},
		"not owned": {func(t *testing.T, file string) {
			if os.Geteuid() != 0 {
				t.Skip("only root can give a file away")
			}
			check(t, os.Chown(file, 65534, 65534))
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			out := t.TempDir()
			dir := filepath.Join(out, "acct")
			write(t, out, text{"a.md": "A1", "b/x.sh": "X1", "status.json": "s"})
			c.reader(t, filepath.Join(dir, "b", "x.sh"))
			entries, err := os.ReadDir(filepath.Join(dir, "b"))
			check(t, err)
			was := inode(t, dir, "b/"+entries[0].Name())
			write(t, out, text{"a.md": "A2", "b/x.sh": "X1", "status.json": "s"})
			now := inode(t, dir, "b/x.sh")
			if os.SameFile(was, now) != c.linked {
				t.Errorf("the same file: %v", !c.linked)
			}
			if now.Mode() != 0o600 || !onlyOurs(now) {
				t.Errorf("%v, or another user's, or with a second name", now.Mode())
			}
		})
	}
}

// TestWhollyUnchanged: then SHA256SUMS stays the same file too.
func TestWhollyUnchanged(t *testing.T) {
	out := t.TempDir()
	dir := filepath.Join(out, "acct")
	write(t, out, book)
	was := inode(t, dir, sumsName)
	write(t, out, book)
	if same := os.SameFile(was, inode(t, dir, sumsName)); same != (runtime.GOOS != "windows") {
		t.Errorf("the same file: %v", same)
	}
	wantTree(t, dir, book)
}

// TestNoLinkThroughSymlinks: what lies behind a symbolic link is not the book's,
// even where it reads the same.
func TestNoLinkThroughSymlinks(t *testing.T) {
	out, elsewhere := t.TempDir(), t.TempDir()
	dir := filepath.Join(out, "acct")
	files := text{"a.md": "A1", "b/x.sh": "X1"}
	write(t, out, files)
	fillDir(t, elsewhere, text{"x.sh": "X1", "a.md": "A1"})
	fillDir(t, dir, text{"b": "-> " + elsewhere, "a.md": "-> " + filepath.Join(elsewhere, "a.md")})
	write(t, out, files)
	wantTree(t, dir, text{"a.md": "A1", "b/x.sh": "X1", "b.orig": "-> " + elsewhere, "a.md.orig": "-> " + filepath.Join(elsewhere, "a.md")})
	check(t, os.WriteFile(filepath.Join(dir, "b/x.sh"), []byte("mine"), 0o600))
	wantTree(t, elsewhere, text{"x.sh": "X1", "a.md": "A1"})
}

// TestChangedWhileLinked: the reader saves at the very moment. The book is whole
// and true, and what the reader saved is in it or beside it.
func TestChangedWhileLinked(t *testing.T) {
	files, second := text{"a.md": "A1", "b/x.sh": "X1"}, text{"a.md": "A2", "b/x.sh": "X1"}
	for name, c := range map[string]struct {
		before, after func(file string) error
		want          text
	}{
		"replaced before": {func(file string) error { return replace(file, "mine") }, nil, text{"b/x.sh.orig": "mine"}},
		"replaced after":  {nil, func(file string) error { return replace(file, "mine") }, text{"b/x.sh.orig": "mine"}},
		"symlink before": {func(file string) error {
			return errors.Join(os.Remove(file), os.Symlink("/etc/passwd", file))
		}, nil, text{"b/x.sh.orig": "-> /etc/passwd"}},
		"gone before": {os.Remove, nil, nil},
		"gone after":  {nil, os.Remove, nil},
	} {
		t.Run(name, func(t *testing.T) {
			out, sys, met := t.TempDir(), host(), false
			write(t, out, files)
			sys.link = func(old, to string) error {
				if filepath.Base(old) != "x.sh" || met {
					return os.Link(old, to)
				}
				met = true
				if c.before != nil {
					check(t, c.before(old))
				}
				err := os.Link(old, to)
				if c.after != nil {
					check(t, c.after(old))
				}
				return err
			}
			check(t, sys.write(out, "acct", second.bytes()))
			want := text{"a.md": "A2", "b/x.sh": "X1"}
			for p, body := range c.want {
				want[p] = body
			}
			wantTree(t, filepath.Join(out, "acct"), want)
			wantSound(t, filepath.Join(out, "acct"))
			wantClean(t, out, "acct")
			if !met && runtime.GOOS != "windows" {
				t.Error("nothing was linked")
			}
		})
	}
}

// replace puts a new file in place of one, as editors save.
func replace(file, body string) error {
	return errors.Join(os.WriteFile(file+"~", []byte(body), 0o600), os.Rename(file+"~", file))
}

// TestEditedAfterLinking: a file that the reader changes in place in the moment
// after it was linked keeps the change, and the next book sets it aside.
func TestEditedAfterLinking(t *testing.T) {
	out, sys := t.TempDir(), host()
	write(t, out, book)
	sys.link = func(old, to string) error {
		err := os.Link(old, to)
		if filepath.Base(old) == "runbook.md" {
			check(t, os.WriteFile(old, []byte("mine"), 0o600))
		}
		return err
	}
	check(t, sys.write(out, "acct", book.bytes()))
	write(t, out, book)
	wantTree(t, filepath.Join(out, "acct"), text{"runbook.md": book["runbook.md"], "runbook.md.orig": "mine",
		"commands/07-admin-user.sh": "echo 7\n", "policies/deny.json": "{}\n", "status.json": book["status.json"]})
}

// TestNoLinksAtAll: a file system without links gets the same book.
func TestNoLinksAtAll(t *testing.T) {
	out := t.TempDir()
	for range 2 {
		check(t, noLinks().write(out, "acct", book.bytes()))
		wantTree(t, filepath.Join(out, "acct"), book)
		wantSound(t, filepath.Join(out, "acct"))
		wantClean(t, out, "acct")
	}
}

func TestHolds(t *testing.T) {
	long := strings.Repeat("x", 100<<10)
	for _, c := range []struct {
		file, body string
		want       bool
	}{
		{"", "", true}, {"a", "", false}, {"", "a", false}, {"a", "a", true}, {"ab", "a", false}, {"a", "ab", false},
		{long, long, true}, {long + "y", long, false}, {long, long + "y", false}, {long[1:] + "y", long, false},
	} {
		if got := holds(strings.NewReader(c.file), []byte(c.body)); got != c.want {
			t.Errorf("%.9q of %d against %d bytes: %v", c.file, len(c.file), len(c.body), got)
		}
	}
}

// BenchmarkWrite writes a book of the usual size over another: one in which
// nothing, little or everything changed, and one where none was.
func BenchmarkWrite(b *testing.B) {
	book := func(changed, round int) map[string][]byte {
		files := map[string][]byte{}
		for i := range 130 {
			body := fmt.Sprintln("file", i)
			if i < changed {
				body = fmt.Sprintln(body, round)
			}
			files[fmt.Sprintf("commands/%03d.sh", i)] = []byte(strings.Repeat(body, 300))
		}
		return files
	}
	for name, changed := range map[string]int{"same": 0, "verify": 4, "all": 130} {
		b.Run(name, func(b *testing.B) {
			out := b.TempDir()
			for i := 0; b.Loop(); i++ {
				if err := Write(out, "acct", book(changed, i)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("first", func(b *testing.B) {
		out := b.TempDir()
		for i := 0; b.Loop(); i++ {
			if err := Write(out, fmt.Sprint("acct", i), book(0, 0)); err != nil {
				b.Fatal(err)
			}
		}
	})
}
