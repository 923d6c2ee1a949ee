//go:build unix

package evidence

import (
	"io/fs"
	"path/filepath"
	"syscall"
	"testing"
)

// Answers hold names and addresses: nobody else may read them, whatever the
// umask.
func TestSaveModes(t *testing.T) {
	for _, umask := range []int{0, 0o022, 0o077} {
		f := &fake{answers: map[string]string{here + "x-list-groups": `{"Groups":[]}`, here + "x-denied": "!AccessDenied"}}
		dir := filepath.Join(t.TempDir(), "evidence")
		before := syscall.Umask(umask)
		err := f.evidence().Save(dir, []Call{groups(), list("x denied")})
		syscall.Umask(before)
		if err != nil {
			t.Fatal(err)
		}
		files := 0
		err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			info, err := d.Info()
			if err != nil {
				return err
			}
			want := fs.FileMode(0o600)
			if d.IsDir() {
				want = 0o700
			} else {
				files++
			}
			if info.Mode().Perm() != want {
				t.Errorf("umask %03o: %s has mode %v", umask, path, info.Mode())
			}
			return nil
		})
		if err != nil || files != 3 {
			t.Errorf("%d files, %v; want manifest, answer and error", files, err)
		}
	}
}
