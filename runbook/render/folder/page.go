package folder

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"hardbook/runbook/hint"
)

// pageMark is the last line of a page that WritePage wrote: the digest of all
// that stands before it. So a page that the reader wrote, or changed, is known.
var pageMark = regexp.MustCompile(`<!-- written by hardbook: ([0-9a-f]{64}) -->\n$`)

// maxPage is far above the size of any page, in bytes.
const maxPage = 64 << 20

// WritePage replaces the one HTML page out/name, whole or not at all, under the
// lock that Write takes. A page there that was not written so, or was changed
// since, is kept as <name>.orig; a symbolic link is kept so too, and not
// followed. The page ends with a comment of its own. Errors may have a method
// Hint() string.
func WritePage(out, name string, body []byte) (err error) {
	if err := checkName(name); err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o700); err != nil {
		return explain(err, "make the output folder "+out, "", "")
	}
	unlock, err := settled(out)
	if err != nil {
		return err
	}
	defer unlock()
	target := filepath.Join(out, name)
	sum := sha256.Sum256(body)
	mark := "<!-- written by hardbook: " + hex.EncodeToString(sum[:]) + " -->\n"
	return replaceFile(out, target, target, append(body[:len(body):len(body)], mark...), func() error {
		if err := keepPage(target); err != nil {
			return explain(err, "keep "+target, "", "")
		}
		return nil
	})
}

// keepPage moves a page that is the reader's out of the way.
func keepPage(target string) error {
	info, err := os.Lstat(target)
	switch {
	case err != nil:
		return ignoreMissing(err)
	case info.Mode()&fs.ModeSymlink == 0 && !info.Mode().IsRegular():
		return hint.Add(fmt.Errorf("%s is not a file", target), "move it away and run again")
	case info.Mode().IsRegular() && info.Size() <= maxPage:
		raw, err := os.ReadFile(target)
		if err != nil || isPage(raw) {
			return err
		}
	}
	for i := 0; ; i++ {
		spare := target + orig(i)
		if taken, err := there(spare); err != nil {
			return err
		} else if !taken {
			return os.Rename(target, spare)
		}
	}
}

// isPage reports whether a page is as WritePage wrote it.
func isPage(raw []byte) bool {
	m := pageMark.FindSubmatchIndex(raw)
	if m == nil {
		return false
	}
	sum := sha256.Sum256(raw[:m[0]])
	return hex.EncodeToString(sum[:]) == string(raw[m[2]:m[3]])
}
