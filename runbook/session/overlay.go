package session

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"hardbook/runbook/hint"
	"hardbook/templates"
)

// overlaid are the templates, with the files of a folder of the reader's own in
// place of those of the same names; "" means no folder. A file there that would
// replace nothing is an error: its name is misspelt.
func overlaid(dir string) (fs.FS, error) {
	if dir == "" {
		return templates.FS, nil
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, hint.Add(fmt.Errorf("--templates: there is no folder %s", dir), "name a folder with files like those of templates/")
	}
	root, err := os.OpenRoot(dir) // so that no link in it brings another file into the book
	if err != nil {
		return nil, fmt.Errorf("--templates: %w", err)
	}
	own := root.FS()
	err = fs.WalkDir(own, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fmt.Errorf("--templates: %w", err)
		case name == "." || path.Base(name) == "README.md":
			return nil
		case strings.HasPrefix(path.Base(name), ".") && d.IsDir():
			return fs.SkipDir
		case d.IsDir() || strings.HasPrefix(path.Base(name), "."):
			return nil
		}
		// A link may lead to a file that is not there or elsewhere, or to one without an end.
		if info, err := fs.Stat(own, name); err != nil || !info.Mode().IsRegular() || info.Size() > maxTemplate {
			return hint.Add(fmt.Errorf("--templates: %s in %s is no text file of at most %d bytes", name, dir, maxTemplate), "put a file there, and no link that leads out of the folder; or take it away")
		}
		if _, err := fs.Stat(templates.FS, name); err != nil {
			return hint.Add(fmt.Errorf("--templates: %s in %s replaces nothing: hardbook has no template of that name", name, dir),
				"the text of a step is steps/ID.md, that of a chapter chapters/NAME.md; hardbook steps lists the IDs")
		}
		return nil
	})
	return overlay{own, templates.FS}, err
}

// maxTemplate is far above the size of any template, in bytes.
const maxTemplate = 1 << 20

// overlay looks for a file in the first file system, then in the second.
type overlay struct{ first, second fs.FS }

// Open opens the file where it is found first.
func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.first.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return o.second.Open(name)
	}
	return f, err
}
