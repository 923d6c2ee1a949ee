package folder

import (
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hardbook/runbook/hint"
)

const statusName = "status.json" // the last report

// isState tells the files that hold state from the book's own: they change
// between two Writes, so SHA256SUMS leaves them out.
func isState(path string) bool {
	return path == statusName || path == "attested.yaml"
}

// checkName insists on a single, visible path element. Names with a leading
// dot are ours (the lock, temporary folders).
func checkName(name string) error {
	if !filepath.IsLocal(name) || strings.HasPrefix(name, ".") ||
		strings.Contains(name, "/") || strings.ContainsFunc(name, unprintable) {
		return hint.Add(fmt.Errorf("%q cannot name a folder", name),
			"use a plain name without slashes and without a leading dot, such as the account's alias")
	}
	return nil
}

// checkFiles insists on paths that stay in the folder, mean the same file on
// every file system, and need no escapes in SHA256SUMS.
func checkFiles(files map[string][]byte) error {
	seen := map[string]string{} // folded path of a file or folder -> its spelling
	book := false
	for _, p := range slices.Sorted(maps.Keys(files)) {
		switch {
		case !filepath.IsLocal(filepath.FromSlash(p)), path.Clean(p) != p, p == ".",
			strings.ContainsFunc(p, unprintable):
			return fmt.Errorf("%q cannot name a file in the folder", p)
		case strings.EqualFold(p, sumsName):
			return fmt.Errorf("%q is made by the writer and cannot be given", p)
		}
		book = book || !isState(p)
		for dir := p; dir != "."; dir = path.Dir(dir) {
			was, ok := seen[fold(dir)]
			if ok && (was != dir || dir == p) {
				return fmt.Errorf("%q and %q would be one file where case does not count", was, dir)
			}
			if _, file := files[dir]; file && dir != p {
				return fmt.Errorf("%q cannot be both a file and the folder of %q", dir, p)
			}
			seen[fold(dir)] = dir
		}
	}
	// A caller that renders nothing must not empty the folder.
	if !book {
		return fmt.Errorf("there is no file to write")
	}
	return nil
}

// unprintable reports characters that would need an escape in SHA256SUMS, or
// that separate path elements on Windows.
func unprintable(r rune) bool {
	return r == '\\' || r == utf8.RuneError || unicode.IsControl(r)
}

// fold maps names that differ only in case to the same string. Upper then
// lower also brings together letters with two lower-case forms.
func fold(s string) string { return strings.ToLower(strings.ToUpper(s)) }
