package folder

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// add appends a line to the state of the book acct.
func add(out, line string) error {
	return UpdateState(out, "acct", "attested.yaml", func(old []byte) ([]byte, error) { return append(old, line+"\n"...), nil })
}

// TestUpdateState: the file is replaced whole, only the reader can read it, and the
// rest of the folder is untouched.
func TestUpdateState(t *testing.T) {
	out := start(t)
	dir := filepath.Join(out, "acct")
	was := tree(t, dir)
	if got, err := ReadState(out, "acct", "attested.yaml"); got != nil || err != nil {
		t.Fatalf("got %q, %v before there was a file", got, err)
	}
	for _, line := range []string{"a", "b"} {
		check(t, add(out, line))
		wantSound(t, dir)
		wantClean(t, out, "acct")
	}
	was["attested.yaml"] = "a\nb\n"
	wantTree(t, dir, was)
	if info, err := os.Stat(filepath.Join(dir, "attested.yaml")); err != nil || info.Mode() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	check(t, Write(out, "acct", versionB))
	if got, err := ReadState(out, "acct", "attested.yaml"); string(got) != "a\nb\n" || err != nil {
		t.Errorf("a new book has %q, %v", got, err)
	}
}

// TestUpdateStateFails: nothing is changed, and nothing left behind.
func TestUpdateStateFails(t *testing.T) {
	out := start(t)
	check(t, add(out, "a"))
	was, no := tree(t, out), errors.New("no")
	err := UpdateState(out, "acct", "attested.yaml", func([]byte) ([]byte, error) { return nil, no })
	if err != no {
		t.Errorf("got %v, want the error of change", err)
	}
	never := func([]byte) ([]byte, error) { t.Error("change is called"); return nil, nil }
	if err := UpdateState(out, "acct", "runbook.md", never); err == nil {
		t.Error("a generated file can be updated")
	}
	if err := UpdateState(out, "../acct", "attested.yaml", never); err == nil {
		t.Error("a folder elsewhere can be updated")
	}
	wantHint(t, UpdateState(out, "other", "attested.yaml", never), "there is no book in")
	wantTree(t, out, was)
	empty := filepath.Join(t.TempDir(), "none")
	wantHint(t, UpdateState(empty, "acct", "attested.yaml", never), "there is no book in")
	if ok, _ := there(empty); ok {
		t.Error("the output folder is made")
	}
	check(t, os.Symlink(filepath.Join(out, "acct"), filepath.Join(out, "link")))
	wantHint(t, UpdateState(out, "link", "attested.yaml", never), "is a symbolic link")
}

// TestStateIsAFile: links, folders and what is too large are neither read nor
// replaced.
func TestStateIsAFile(t *testing.T) {
	out := start(t)
	p, elsewhere := filepath.Join(out, "acct", "attested.yaml"), filepath.Join(t.TempDir(), "x")
	check(t, os.WriteFile(elsewhere, []byte("x"), 0o600))
	for name, put := range map[string]func() error{
		"link":   func() error { return os.Symlink(elsewhere, p) },
		"folder": func() error { return os.Mkdir(p, 0o700) },
		"large":  func() error { return os.WriteFile(p, bytes.Repeat([]byte("x"), maxState+1), 0o600) },
	} {
		check(t, os.RemoveAll(p))
		check(t, put())
		was := tree(t, out)
		_, err := ReadState(out, "acct", "attested.yaml")
		wantHint(t, err, "no plain file")
		wantHint(t, add(out, "a"), "no plain file")
		wantTree(t, out, was)
		if body, err := os.ReadFile(elsewhere); string(body) != "x" || err != nil {
			t.Errorf("%s: elsewhere is %q, %v", name, body, err)
		}
	}
}

// TestUpdateStateTogether: of many changes at a time, and of books written among
// them, none is lost.
func TestUpdateStateTogether(t *testing.T) {
	out := start(t)
	const times = 20
	var all sync.WaitGroup
	for i := range times {
		all.Go(func() {
			if err := add(out, "x"); err != nil {
				t.Error(err)
			}
			if i%5 == 0 {
				if err := Write(out, "acct", versionB); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if got, err := ReadState(out, "acct", "attested.yaml"); string(got) != strings.Repeat("x\n", times) || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	wantSound(t, filepath.Join(out, "acct"))
	wantClean(t, out, "acct")
}

// TestUpdateStateAfterCrash: an interrupted Write is put right first.
func TestUpdateStateAfterCrash(t *testing.T) {
	out := start(t)
	check(t, add(out, "a"))
	if err := child("die-between", out).Run(); err == nil {
		t.Fatal("the child did not die")
	}
	if ok, _ := there(filepath.Join(out, "acct")); ok {
		t.Fatal("the folder is in place: the child died elsewhere")
	}
	check(t, add(out, "b"))
	if got, err := ReadState(out, "acct", "attested.yaml"); string(got) != "a\nb\n" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	wantClean(t, out, "acct")
}
