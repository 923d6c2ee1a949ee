package verify_test

import (
	"encoding/json"
	"io/fs"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"hardbook/runbook"
	"hardbook/runbook/example"
	"hardbook/runbook/fakes"
	"hardbook/runbook/verify"
)

// TestOneAnswerLess takes one answer after another away: nothing becomes done,
// and something unknown.
func TestOneAnswerLess(t *testing.T) {
	book := fakes.WholeBook(t)
	for _, whole := range []fstest.MapFS{hardened(t, book), sample(t)} {
		before := verified(t, book, whole)
		for name := range whole {
			if name == "manifest.json" {
				continue
			}
			files := maps.Clone(whole)
			delete(files, name)
			after := verified(t, book, files)
			noneNewlyDone(t, "without "+name, before, after)
			if after.ExitCode() != 2 {
				t.Errorf("without %s: exit code %d, want 2", name, after.ExitCode())
			}
		}
	}
}

// TestOneMemberLess takes one member of one answer after another away from the
// half-done account: no step becomes done by it. (Where all is done, none can.)
func TestOneMemberLess(t *testing.T) {
	book := fakes.WholeBook(t)
	whole := sample(t)
	before := verified(t, book, whole)
	for name, file := range whole {
		if name == "manifest.json" || strings.HasSuffix(name, ".err") {
			continue
		}
		var root any
		if err := json.Unmarshal(file.Data, &root); err != nil {
			t.Fatal(err)
		}
		eachMember(root, "", func(place string) {
			holed, err := json.Marshal(root)
			if err != nil {
				t.Fatal(err)
			}
			files := maps.Clone(whole)
			files[name] = &fstest.MapFile{Data: holed}
			noneNewlyDone(t, name+" without "+place, before, verified(t, book, files))
		})
	}
}

// sample is the half-done sample account.
func sample(t *testing.T) fstest.MapFS {
	t.Helper()
	sample := fstest.MapFS{}
	err := fs.WalkDir(example.Evidence(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(example.Evidence(), name)
		sample[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sample
}

func noneNewlyDone(t *testing.T, what string, before, after verify.Report) {
	t.Helper()
	for i, s := range after.Steps {
		if s.Status == runbook.StatusDone && before.Steps[i].Status != runbook.StatusDone {
			t.Errorf("%s: %s is done (%s), and was %s", what, s.ID, s.Reason, before.Steps[i].Status)
		}
	}
}

// eachMember takes each member of each object out of value, calls try, and
// puts it back.
func eachMember(value any, place string, try func(place string)) {
	switch value := value.(type) {
	case []any:
		for _, item := range value {
			eachMember(item, place+"[]", try)
		}
	case map[string]any:
		for name, member := range maps.Clone(value) {
			eachMember(member, place+"."+name, try)
			delete(value, name)
			try(place + "." + name)
			value[name] = member
		}
	}
}
