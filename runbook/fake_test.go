package runbook_test

import (
	"errors"
	"testing"
	"testing/fstest"
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

// step is a valid step whose check says v.
func step(id string, v runbook.Verdict) runbook.Step {
	return runbook.Step{
		ID: id, Phase: runbook.Root, Who: runbook.AsRoot, Profile: config.Essentials,
		Check: runbook.From1(fact{v}, func(_ config.Config, v runbook.Verdict) runbook.Verdict { return v }),
	}
}

// asking is a valid step that makes the call.
func asking(id string, c evidence.Call) runbook.Step {
	s := step(id, runbook.Verdict{})
	s.Check = runbook.From1(evidence.Query[struct{ Name string }]{Call: c}, func(_ config.Config, a struct{ Name string }) runbook.Verdict {
		return runbook.Done("it is %s", a.Name)
	})
	return s
}

// nothing is evidence that answers no call.
func nothing(cfg config.Config) evidence.Evidence {
	return evidence.New(cfg, evidence.Manifest{Identity: "arn:aws:iam::111122223333:root", CollectedAt: time.Unix(1795341600, 0).UTC()},
		func(evidence.Request) ([]byte, error) { return nil, errors.New("nobody asked") })
}

// newBook is the book of the example config with these steps.
func newBook(t *testing.T, all ...runbook.Step) runbook.Book {
	t.Helper()
	book, err := runbook.New(config.Example(), all)
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// wholeBook is the book of the example config with every step there is.
func wholeBook(t *testing.T) runbook.Book {
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

// verify is the report on the book by the evidence in files.
func verify(t *testing.T, book runbook.Book, files fstest.MapFS) runbook.Report {
	t.Helper()
	e, err := evidence.Open(files, book.Config)
	if err != nil {
		t.Fatal(err)
	}
	return report(t, book, e)
}

func report(t *testing.T, book runbook.Book, e evidence.Evidence, only ...string) runbook.Report {
	t.Helper()
	r, err := runbook.Verify(book, e, nil, only...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
