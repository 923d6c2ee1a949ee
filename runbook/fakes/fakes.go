// Package fakes is for tests: steps whose verdict is known, books of them, and
// evidence that holds nothing.
package fakes

import (
	"errors"
	"testing"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/render"
	"hardbook/runbook/steps"
	"hardbook/templates"
)

// fact is a source that answers without any call.
type fact struct{ runbook.Verdict }

func (fact) Calls() []evidence.Call { return nil }

func (f fact) Answer(evidence.Evidence) (runbook.Verdict, error) { return f.Verdict, nil }

// Step is a valid step whose check says v.
func Step(id string, v runbook.Verdict) runbook.Step {
	return runbook.Step{
		ID: id, Phase: runbook.Root, Who: runbook.AsRoot, Profile: config.Essentials,
		Check: runbook.From1(fact{v}, func(_ config.Config, v runbook.Verdict) runbook.Verdict { return v }),
	}
}

// Asking is a valid step that makes the call.
func Asking(id string, c evidence.Call) runbook.Step {
	s := Step(id, runbook.Verdict{})
	s.Check = runbook.From1(evidence.Query[struct{ Name string }]{Call: c}, func(_ config.Config, a struct{ Name string }) runbook.Verdict {
		return runbook.Done("it is %s", a.Name)
	})
	return s
}

// Nothing is evidence that answers no call.
func Nothing(cfg config.Config) evidence.Evidence {
	return evidence.New(cfg, evidence.Manifest{Identity: "arn:aws:iam::111122223333:root", CollectedAt: time.Unix(1795341600, 0).UTC()},
		func(evidence.Request) ([]byte, error) { return nil, errors.New("nobody asked") })
}

// NewBook is the book of the example config with these steps.
func NewBook(t *testing.T, all ...runbook.Step) runbook.Book {
	t.Helper()
	return BookOf(t, config.Example(), all...)
}

// BookOf is the book of a config with these steps.
func BookOf(t *testing.T, cfg config.Config, all ...runbook.Step) runbook.Book {
	t.Helper()
	plan, err := runbook.NewPlan(cfg, all)
	if err != nil {
		t.Fatal(err)
	}
	book, err := plan.Book(nil)
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// WholeBook is the book of the example config with every step there is.
func WholeBook(t *testing.T) runbook.Book {
	t.Helper()
	cfg := config.Example()
	cfg.Profile, cfg.Paid, cfg.BilledChecks = config.CIS, true, []string{steps.CostAnomalies.ID}
	cfg.Account.Kind = config.OrganizationManagement // which has them all
	book, _, err := render.NewBook(templates.FS, cfg, steps.All())
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// IDs are the steps of a plan, in its order.
func IDs(p runbook.Plan) []string {
	var list []string
	for i, e := range p.Entries {
		if e.Number != i+1 {
			list = append(list, "misnumbered:")
		}
		list = append(list, e.Step.ID)
	}
	return list
}
