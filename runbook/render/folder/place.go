package folder

import (
	"errors"
	"os"
	"path/filepath"
)

// A temporary folder out/.tmp-<digits> holds nothing but these three, and that
// is how it is known as ours. The place of a folder in it tells how far a
// Write came, so there is no journal that could be damaged.
const (
	tmpPrefix = ".tmp-"
	newDir    = "new"  // new/<name>: the folder being built; after an exchange, the old one
	oldDir    = "old"  // old/<name>: the old folder, moved aside where nothing can exchange
	goneDir   = "gone" // what old became once it was not needed
)

// place puts dir/new/name where out/name is. When it fails between the two
// renames, bringBack moves the old folder back.
func (sys system) place(dir, name, out string, old bool) error {
	built, target := filepath.Join(dir, newDir, name), filepath.Join(out, name)
	err := errors.ErrUnsupported
	if old {
		err = sys.exchange(built, target)
	}
	if errors.Is(err, errors.ErrUnsupported) {
		if old {
			if err := os.Mkdir(filepath.Join(dir, oldDir), 0o700); err != nil {
				return err
			}
			if err := sys.rename(target, filepath.Join(dir, oldDir, name)); err != nil {
				return err
			}
		}
		err = sys.rename(built, target)
	}
	if err != nil {
		return err
	}
	// The old folder may go only when the new one is sure to stay.
	return syncDir(out)
}
