package runbook_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/fakes"
	"hardbook/runbook/steps"
)

// TestNewFilters holds what profile and paid take in, and the order.
func TestNewFilters(t *testing.T) {
	of := func(id string, p config.Profile, paid bool, phase runbook.Phase) runbook.Step {
		s := fakes.Step(id, runbook.Done("it is"))
		s.Profile, s.Paid, s.Phase = p, paid, phase
		return s
	}
	all := []runbook.Step{
		of("last", config.Essentials, false, runbook.Finish),
		of("essential", config.Essentials, false, runbook.Money),
		of("base", config.Baseline, false, runbook.Root),
		of("costly", config.Baseline, true, runbook.Money),
		of("strict", config.CIS, false, runbook.Money),
	}
	for _, test := range []struct {
		profile config.Profile
		paid    bool
		want    string
	}{
		{config.Essentials, false, "essential last"},
		{config.Essentials, true, "essential last"},
		{config.Baseline, false, "base essential last"},
		{config.Baseline, true, "base essential costly last"},
		{config.CIS, false, "base essential strict last"},
		{config.CIS, true, "base essential costly strict last"},
		{"everything", true, ""},
	} {
		cfg := config.Example()
		cfg.Profile, cfg.Paid = test.profile, test.paid
		plan, err := runbook.NewPlan(cfg, all)
		if got := strings.Join(fakes.IDs(plan), " "); err != nil || got != test.want {
			t.Errorf("%s, paid %v: got %q (%v), want %q", test.profile, test.paid, got, err, test.want)
		}
	}
	if all[0].ID != "last" {
		t.Error("New put the caller's list in order")
	}
}

// TestNewSkips holds that a skipped step stays in the book, with the reason.
func TestNewSkips(t *testing.T) {
	cfg := config.Example()
	cfg.Account.Kind = config.OrganizationMember
	cfg.Skip = []config.Skipped{{ID: "root-mfa", Reason: "in use"}, {ID: "billing-access", Reason: "not mine"}}
	plan, err := runbook.NewPlan(cfg, steps.All())
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]runbook.Entry{
		"root-mfa":       {Status: runbook.StatusSkipped, Why: "in use"},
		"billing-access": {Status: runbook.StatusSkipped, Why: "not mine"}, // beats not-applicable
		"billing-alerts": {Status: runbook.StatusNotApplicable, Why: "only the organization's management account can turn this on, for all of its accounts at once"},
		"admin-user":     {},
	} {
		e, err := plan.Find(id)
		if err != nil || e.Status != want.Status || e.Why != want.Why {
			t.Errorf("%s: got %q %q (%v), want %q %q", id, e.Status, e.Why, err, want.Status, want.Why)
		}
	}
	for _, c := range plan.Calls() {
		if strings.HasPrefix(c.Command, "cloudwatch ") || c.Command == "iam list-organizations-features" {
			t.Errorf("%s is asked for steps that do not apply", c.Command)
		}
	}
}

// TestNewRefusesUnknownSteps holds that a slip in a step's name is told.
func TestNewRefusesUnknownSteps(t *testing.T) {
	all := []runbook.Step{fakes.Step("root-mfa", runbook.Verdict{}), fakes.Step("budget", runbook.Verdict{})}
	skip, billed := config.Example(), config.Example()
	skip.Skip = []config.Skipped{{ID: "no-such-step", Reason: "no"}}
	billed.BilledChecks = []string{"no-such-step"}
	_, errSkip := runbook.NewPlan(skip, all)
	_, errBilled := runbook.NewPlan(billed, all)
	_, errFind := fakes.NewBook(t, all...).Find("no-such-step")
	for want, err := range map[string]error{
		`skip: there is no step "no-such-step"`:          errSkip,
		`billed_checks: there is no step "no-such-step"`: errBilled,
		`there is no step "no-such-step" in this book`:   errFind,
	} {
		var unknown *runbook.UnknownStepError
		if !errors.As(err, &unknown) || err.Error() != want || unknown.Hint() != "the steps are root-mfa, budget" {
			t.Errorf("got %v, want %s with the steps as a hint", err, want)
		}
	}
	_, err := fakes.NewBook(t, all...).Find("rootmfa")
	var unknown *runbook.UnknownStepError
	if !errors.As(err, &unknown) || unknown.Hint() != "did you mean root-mfa?" {
		t.Errorf("got %v, want the step that was meant as a hint", err)
	}
}

// TestLastAs holds that the book knows root's last step, leaving out those not
// to do.
func TestLastAs(t *testing.T) {
	cfg := config.Example()
	all := []runbook.Step{fakes.Step("a", runbook.Verdict{}), fakes.Step("b", runbook.Verdict{}), fakes.Step("c", runbook.Verdict{})}
	all[2].Who = runbook.AsAdmin
	cfg.Skip = []config.Skipped{{ID: "b", Reason: "no"}}
	plan, err := runbook.NewPlan(cfg, all)
	if err != nil {
		t.Fatal(err)
	}
	if root, admin, operator := plan.LastAs(runbook.AsRoot), plan.LastAs(runbook.AsAdmin), plan.LastAs(runbook.AsOperator); root != 1 || admin != 3 || operator != 0 {
		t.Errorf("got %d, %d and %d, want 1, 3 and 0", root, admin, operator)
	}
}

// TestPolicies holds that the book has each document its steps use, filled in,
// and that the read policy allows exactly what they read.
func TestPolicies(t *testing.T) {
	book := fakes.WholeBook(t)
	documents := book.Policies
	for name, document := range documents {
		var d evidence.Document
		if err := d.UnmarshalJSON(document); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if bytes.Contains(document, []byte("{{")) {
			t.Errorf("%s holds a placeholder:\n%s", name, document)
		}
	}
	for _, e := range book.Entries {
		for _, name := range append(e.Step.Policies, runbook.VerifyPolicy) {
			if documents[name] == nil {
				t.Errorf("%s uses the policy %s, which the book does not have", e.Step.ID, name)
			}
		}
	}
	var policy struct {
		Statement []struct{ Action evidence.Values }
	}
	if err := json.Unmarshal(documents[runbook.VerifyPolicy], &policy); err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for _, s := range policy.Statement {
		got = append(got, s.Action...)
	}
	for _, c := range book.Calls() {
		want = append(want, c.Action)
	}
	slices.Sort(got)
	slices.Sort(want)
	if want = slices.Compact(want); !slices.Equal(got, want) {
		t.Errorf("the read policy allows %q, the steps need %q", got, want)
	}
}

// TestPoliciesUnknown holds that a document that does not exist is told with
// its step.
func TestPoliciesUnknown(t *testing.T) {
	s := fakes.Step("foo", runbook.Verdict{})
	s.Policies = []string{"bar"}
	plan, err := runbook.NewPlan(config.Example(), []runbook.Step{s})
	if err != nil {
		t.Fatal(err)
	}
	want := `step foo: there is no policy "bar"`
	if _, err := plan.Book(nil); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
