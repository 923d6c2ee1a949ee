package verify_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/fakes"
	"hardbook/runbook/render"
	"hardbook/runbook/steps"
	"hardbook/templates"
)

// TestBilled is the promise that no call with a price is made, or allowed, or
// printed for others to make, unless billed_checks names its step; and then it is.
func TestBilled(t *testing.T) {
	var names, commands, actions []string
	for _, s := range steps.All() {
		if !s.Billed() {
			continue
		}
		names = append(names, s.ID)
		for _, c := range s.Check.Calls() {
			if c.Billed {
				commands, actions = append(commands, c.Command), append(actions, c.Action)
			}
		}
	}
	if len(commands) == 0 {
		t.Fatal("no step has a call with a price")
	}
	for _, named := range []bool{false, true} {
		cfg := config.Example()
		cfg.Profile, cfg.Paid = config.CIS, true
		if named {
			cfg.BilledChecks = names
		}
		book, texts, err := render.NewBook(templates.FS, cfg, steps.All())
		if err != nil {
			t.Fatal(err)
		}
		files, err := render.Files(templates.FS, book, texts, nil)
		if err != nil {
			t.Fatal(err)
		}
		called := func(c string) bool {
			return slices.ContainsFunc(book.Calls(), func(d evidence.Call) bool { return d.Command == c })
		}
		for i, command := range commands {
			for where, there := range map[string]bool{
				"Calls": called(command), "collect.sh": strings.Contains(string(files["collect.sh"]), command),
				"policies/verify.json": strings.Contains(string(files["policies/verify.json"]), `"`+actions[i]+`"`),
			} {
				if there != named {
					t.Errorf("%s is in %s: %v, although billed_checks is %q", command, where, there, cfg.BilledChecks)
				}
			}
		}
		r := report(t, book, fakes.Nothing(cfg))
		for _, name := range names {
			s, _ := r.Find(name)
			if byHand := s.Status == runbook.StatusManual; byHand == named {
				t.Errorf("%s is %s (%s), although billed_checks is %q", name, s.Status, s.Reason, cfg.BilledChecks)
			}
		}
	}
}

// TestCostExplorerIsBilled: what AWS is known to bill for says so.
func TestCostExplorerIsBilled(t *testing.T) {
	for _, s := range steps.All() {
		for _, c := range s.Check.Calls() {
			if strings.HasPrefix(c.Command, "ce ") != c.Billed {
				t.Errorf("%s: %s says that it is billed: %v", s.ID, c.Command, c.Billed)
			}
		}
	}
}

// TestBilledFolder: answers that lie in a folder are not judged either, so that
// all roads say the same.
func TestBilledFolder(t *testing.T) {
	s := fakes.Asking("a", evidence.Call{Command: "x y", Action: "x:Y", Billed: true})
	files := fstest.MapFS{
		"manifest.json":      {Data: []byte(`{"schema":"hardbook/evidence/v1","account":"111122223333","collectedAt":"2026-11-22T10:00:00Z"}`)},
		"us-east-1/x-y.json": {Data: []byte(`{"Name":"n"}`)},
	}
	for status, billed := range map[runbook.Status][]string{runbook.StatusManual: nil, runbook.StatusDone: {"a"}} {
		cfg := config.Example()
		cfg.BilledChecks = billed
		book := fakes.BookOf(t, cfg, s)
		if r := verified(t, book, files); r.Steps[0].Status != status || r.ExitCode() != 0 {
			t.Errorf("with %q it is %s: %s", billed, r.Steps[0].Status, r.Steps[0].Reason)
		}
	}
}

// TestBilledChecksNamesSuchSteps: a name that does nothing there is an error.
func TestBilledChecksNamesSuchSteps(t *testing.T) {
	free, billed := fakes.Asking("free", evidence.Call{Command: "x y", Action: "x:Y"}), fakes.Asking("billed", evidence.Call{Command: "x y", Action: "x:Y", Billed: true})
	cfg := config.Example()
	cfg.BilledChecks = []string{"billed", "free"}
	var wrong *runbook.NotBilledError
	const hint = "take it out of the list: its check costs nothing and is made in any case"
	if _, err := runbook.NewPlan(cfg, []runbook.Step{free, billed}); !errors.As(err, &wrong) ||
		err.Error() != `billed_checks: AWS bills for nothing that the step "free" reads` || wrong.Hint() != hint+"; the steps for this list are billed" {
		t.Errorf("got %v", err)
	}
	cfg.BilledChecks = []string{"free"}
	if _, err := runbook.NewPlan(cfg, []runbook.Step{free}); !errors.As(err, &wrong) || wrong.Hint() != hint {
		t.Errorf("got %v", err)
	}
}
