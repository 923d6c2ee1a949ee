package folder

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// sumsName is the list of digests, in the format of sha256sum -c.
const sumsName = "SHA256SUMS"

var sumsLine = regexp.MustCompile(`^([0-9a-f]{64})  (.+)$`)

// digests maps the path of a generated file to the SHA-256 of its content, in
// hexadecimal.
type digests map[string]string

func newDigests(files map[string][]byte) digests {
	d := digests{}
	for p, body := range files {
		if !isState(p) {
			sum := sha256.Sum256(body)
			d[p] = hex.EncodeToString(sum[:])
		}
	}
	return d
}

// text is the content of SHA256SUMS.
func (d digests) text() []byte {
	var b strings.Builder
	for _, p := range slices.Sorted(maps.Keys(d)) {
		b.WriteString(d[p] + "  " + p + "\n")
	}
	return []byte(b.String())
}

// parseDigests reads SHA256SUMS strictly: a list that is not wholly ours is
// no list, since a file taken for generated may be thrown away.
func parseDigests(text string) (digests, bool) {
	d := digests{}
	body, whole := strings.CutSuffix(text, "\n")
	if !whole {
		return nil, false
	}
	for line := range strings.SplitSeq(body, "\n") {
		m := sumsLine.FindStringSubmatch(line)
		if m == nil || !filepath.IsLocal(filepath.FromSlash(m[2])) || d[m[2]] != "" {
			return nil, false
		}
		d[m[2]] = m[1]
	}
	return d, true
}

// readDigests reads the list of an existing folder. It is nil when the list is
// missing, damaged or not a plain file.
func readDigests(folder string) (digests, error) {
	p := filepath.Join(folder, sumsName)
	info, err := os.Lstat(p)
	if err != nil || !info.Mode().IsRegular() {
		return nil, ignoreMissing(err)
	}
	text, err := os.ReadFile(p)
	if err != nil {
		return nil, err
	}
	d, _ := parseDigests(string(text))
	return d, nil
}

// digestFile computes the digest of a plain file.
func digestFile(p string) (string, error) {
	f, err := os.Open(p)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
