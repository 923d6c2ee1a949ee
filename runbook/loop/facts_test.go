//go:build loop

package loop

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"hardbook/runbook"
	"hardbook/runbook/steps"
)

// facts are what is particular about playing one step in an emulator. They lie with
// its cases, in testdata/<step>/emulator.yaml; most steps have none.
type facts struct {
	Untouched *stands           // how it stands on an account where nobody did anything, and always after
	AtFirst   *stands           `yaml:"at_first"` // how it stands on a fresh account only; at the end it is done
	Best      runbook.Status    // as far as it gets, where only a person can call it done
	Always    bool              // it stands at Best on every account
	Lacks     map[moment]stands // how it stands on plain moto, which cannot play what AWS does
	Beside    string            // why moto cannot play it alone, so that servers of ours answer some of its calls
	OneAction string            `yaml:"one_action"` // the action with which the operator can also undo it: AWS has one for both
	Leaves    struct {          // what its undo leaves on purpose
		Answers string // in the names of answers that tell of it
		Seen    string // the step that sees it
		Why     string
	}
	Remains commands // what its undo leaves on purpose, and how it goes for the comparison with before
	Seed    commands // what is put into an account first, where the step is done without anybody doing it
}

// stands is how a step stands, and why.
type stands struct {
	Is  runbook.Status
	Why string
}

// commands are lines of a shell, and why they are needed.
type commands struct{ Why, Run string }

// factsOf reads the facts about a step.
func factsOf(t *testing.T, id string) facts {
	t.Helper()
	var f facts
	raw, err := os.ReadFile("../steps/testdata/" + strings.ReplaceAll(id, "-", "_") + "/emulator.yaml")
	if os.IsNotExist(err) {
		return f
	}
	must(t, raw, err)
	decoder := yaml.NewDecoder(bytes.NewReader(raw))
	decoder.KnownFields(true)
	must(t, f, decoder.Decode(&f))
	return f
}

// seeded puts into the account what a step is there to put right.
func (b *book) seeded(id string) {
	b.t.Helper()
	f := factsOf(b.t, id)
	if f.Seed.Run == "" {
		b.t.Fatalf("%s has no seed", id)
	}
	b.mustRun("set -e\n" + f.Seed.Run)
}

// TestFacts: each fact is about a step that there is, at a moment that there is, and
// says why.
func TestFacts(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../steps/testdata/*/emulator.yaml")
	must(t, files, err)
	known := map[string]bool{}
	for _, s := range steps.All() {
		known[s.ID] = true
	}
	for _, file := range files {
		id := strings.ReplaceAll(filepath.Base(filepath.Dir(file)), "_", "-")
		f := factsOf(t, id)
		if !known[id] {
			t.Errorf("%s: there is no step %s", file, id)
		}
		for when, s := range f.Lacks {
			if why := phrases[when]; why == "" || s.Is == "" || s.Why == "" {
				t.Errorf("%s: lacks: %s: %+v is not whole, or no moment", file, when, s)
			}
		}
		for what, s := range map[string]*stands{"untouched": f.Untouched, "at_first": f.AtFirst} {
			if s != nil && (s.Is == "" || s.Why == "") {
				t.Errorf("%s: %s is not whole", file, what)
			}
		}
		for what, c := range map[string]commands{"seed": f.Seed, "remains": f.Remains} {
			if (c.Run == "") != (c.Why == "") {
				t.Errorf("%s: %s is not whole", file, what)
			}
		}
	}
	if len(files) == 0 {
		t.Error("no facts were found")
	}
}
