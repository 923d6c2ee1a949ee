package steps_test

import (
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"go.yaml.in/yaml/v3"

	"hardbook/runbook"
	"hardbook/runbook/evidence"
	"hardbook/runbook/render"
	"hardbook/runbook/steps"
	"hardbook/runbook/verify"
	"hardbook/templates"
)

// TestCases judges every case of every step.
func TestCases(t *testing.T) {
	for _, step := range steps.All() {
		t.Run(step.ID, func(t *testing.T) {
			dir := "testdata/" + strings.ReplaceAll(step.ID, "-", "_")
			for name, why := range neededCases(step) {
				if found, err := filepath.Glob(filepath.Join(dir, name+".txtar")); err != nil || len(found) == 0 {
					t.Errorf("add %s/%s.txtar: %s", dir, name, why)
				}
			}
			needsForeignCase(t, step, dir)
			files, err := filepath.Glob(dir + "/*.txtar")
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range files {
				t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { runCase(t, step, file) })
			}
		})
	}
	folders, _ := filepath.Glob("testdata/*")
	for _, folder := range folders {
		id := strings.ReplaceAll(filepath.Base(folder), "_", "-")
		if !slices.ContainsFunc(steps.All(), func(s runbook.Step) bool { return s.ID == id }) {
			t.Errorf("%s: there is no step %s; rename or remove the folder", folder, id)
		}
	}
}

func runCase(t *testing.T, step runbook.Step, file string) {
	want, files, own := loadCase(t, file)
	read := &readNames{files: files, names: map[string]bool{}}
	got := judgeCase(t, step, want)(read)
	if got.Status != want.Status || !alike(got.Reason, want.Reason) {
		t.Errorf("verdict:\n got %s: %s\nwant %s: %s", got.Status, got.Reason, want.Status, want.Reason)
	}
	if !slices.Equal(got.Missing, want.Missing) {
		t.Errorf("missing: got %q, want %q", got.Missing, want.Missing)
	}
	for _, name := range own {
		if !read.names[name] && got.Status != runbook.StatusUnknown { // a failed call ends the reading
			t.Errorf("%s is in the archive, but no call reads it: check its name", name)
		}
	}
	if regexp.MustCompile(`^$|^ |\n|  |[.:; ]$|%!`).MatchString(got.Reason) {
		t.Errorf("the reason is not one sentence without a full stop: %q", got.Reason)
	}
	for _, f := range got.Findings {
		if got.Status == runbook.StatusDone && !f.OK {
			t.Errorf("done, with the finding %q", f.Detail)
		}
	}
	fixed := map[string]runbook.Status{"done": "done", "todo": "todo", "manual": "manual"}
	name := strings.TrimSuffix(filepath.Base(file), ".txtar")
	if status, ok := fixed[name]; ok && got.Status != status {
		t.Errorf("the case %s must be %s, not %s", name, status, got.Status)
	}
	if strings.HasPrefix(name, "denied") && got.Status == runbook.StatusUnknown && len(got.Missing) == 0 {
		t.Errorf("denied, but no IAM action is named")
	}
	if inRegions(step) {
		checkRegionCase(t, name, got)
	}
}

// caseBook is the book of a case's config, and its policies. Most cases have the
// same one, and to write a book takes longer than to judge a case.
func caseBook(t *testing.T, changes yaml.Node) (runbook.Book, map[string][]byte) {
	t.Helper()
	type made struct {
		book      runbook.Book
		documents map[string][]byte
	}
	key, err := yaml.Marshal(&changes)
	if err != nil {
		t.Fatal(err)
	}
	if known, ok := caseBooks.Load(string(key)); ok {
		return known.(made).book, known.(made).documents
	}
	book, _, err := render.NewBook(templates.FS, caseConfig(t, changes), steps.All())
	if err != nil {
		t.Fatal(err)
	}
	documents := book.Policies
	caseBooks.Store(string(key), made{book, documents})
	return book, documents
}

// caseBooks are the books that were made, by what their config changes.
var caseBooks sync.Map

// judgeCase makes the judge of the step for a case: a verdict on files.
func judgeCase(t *testing.T, step runbook.Step, want wanted) func(fs.FS) runbook.Verdict {
	t.Helper()
	book, documents := caseBook(t, want.Config)
	return func(files fs.FS) runbook.Verdict {
		e, err := evidence.Open(files, book.Config)
		if err != nil {
			t.Fatal(err)
		}
		if want.Verify {
			report := verify.Run(book, e, nil)
			s, _ := report.Find(step.ID)
			return runbook.Verdict{Status: s.Status, Reason: s.Reason, Findings: s.Findings, Missing: s.Missing}
		}
		wanted := maps.Clone(documents)
		for name := range wanted {
			if document, err := fs.ReadFile(files, "wanted/"+name+".json"); err == nil {
				wanted[name] = document
			}
		}
		return step.Check.Run(e.Wanting(wanted))
	}
}

// alike reports whether the sentence is the wanted one, in which "…" stands
// for words that are not the step's own.
func alike(got, want string) bool {
	pattern := strings.ReplaceAll(regexp.QuoteMeta(want), "…", ".*")
	return regexp.MustCompile("^" + pattern + "$").MatchString(got)
}
