package safefile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// TestCreate: a file that is there, or that comes while another is written, stays; a
// failure leaves nothing behind.
func TestCreate(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "file")
	want := func(text string) {
		t.Helper()
		body, err := os.ReadFile(path)
		if string(body) != text {
			t.Errorf("%v: it holds %q, want %q", err, body, text)
		}
		if all, err := os.ReadDir(dir); err != nil || len(all) != min(1, len(text)) {
			t.Errorf("%v: the folder has %v", err, all)
		}
	}
	refused := errors.New("no")
	if err := Create(path, []byte("one"), func() error { return refused }); !errors.Is(err, refused) {
		t.Error(err)
	}
	want("")
	late := func() error { return os.WriteFile(path, []byte("late"), 0o600) }
	if err := Create(path, []byte("one"), late); !errors.Is(err, fs.ErrExist) {
		t.Error(err)
	}
	want("late")
	if err := Create(path, []byte("one"), func() error { return os.Remove(path) }); err != nil {
		t.Error(err)
	}
	want("one")
	if err := errors.Join(New(path, nil), Create(path, nil, nil)); !errors.Is(err, fs.ErrExist) {
		t.Error(err)
	}
	want("one")
	if err := Replace(path, []byte("two")); err != nil {
		t.Error(err)
	}
	want("two")
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
		t.Errorf("%v: others may read it: %v", err, info.Mode())
	}
	if err := Replace(filepath.Join(dir, "none", "file"), nil); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}
