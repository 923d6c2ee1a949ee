//go:build loop

package loop

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook"
)

// tooOld lists the steps about which Debian's version 2 of the aws command
// cannot ask, and the option, or the commands with this in their names, that it
// does not know.
var tooOld = map[string]string{
	"budget":                 "--show-filter-expression",
	"first-dollar-budget":    "--show-filter-expression",
	"central-root-access":    "-organizations-",
	"snapshot-public-access": "snapshot-block-public-access",
	"ami-public-access":      "image-block-public-access",
	"instance-metadata":      "instance-metadata-defaults",
	"unused-regions":         "-region",
}

// useV2Mostly makes the aws command Debian's version 2, but for the commands of
// the blocks that it does not know.
func (b *book) useV2Mostly() {
	b.aws(b.asV2Mostly())
}

// asV2Mostly is how a shell goes on as that.
func (b *book) asV2Mostly() string {
	b.t.Helper()
	var unknown []string
	for _, name := range tooOld {
		unknown = append(unknown, "*"+name+"*")
	}
	slices.Sort(unknown)
	return "case ${2-} in\n(" + strings.Join(unknown, "|") + ") " + b.asV1() + " ;;\nesac\nexec " + toFront(awsV2) + ` "$@"`
}

// spared is a report from what an aws that is too old collected, with the steps
// of tooOld as they really are. It fails the test where one of them is not
// unknown for that reason.
func spared(t *testing.T, when string, live, collected runbook.Report, dir string) runbook.Report {
	t.Helper()
	for i, s := range collected.Steps {
		option, old := tooOld[s.ID]
		if !old {
			continue
		}
		if s.Status != runbook.StatusUnknown || !strings.Contains(s.Reason, "this aws is too old for the call") || !refused(t, dir, option) {
			t.Errorf("%s, %s is %s (%s) although this aws does not know %s: if it does, take the step out of tooOld", when, s.ID, s.Status, s.Reason, option)
			continue
		}
		collected.Summary[s.Status]--
		collected.Steps[i] = live.Steps[i]
		collected.Summary[live.Steps[i].Status]++
	}
	return collected
}

// refused reports whether an aws did not know an option, or a command, when it
// collected.
func refused(t *testing.T, dir, option string) bool {
	t.Helper()
	found := false
	files := os.DirFS(dir)
	err := fs.WalkDir(files, ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".err") {
			return err
		}
		said, err := fs.ReadFile(files, path)
		found = found || strings.Contains(string(said), "Unknown options: "+option) ||
			strings.Contains(path, option) && strings.Contains(string(said), "Invalid choice")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
