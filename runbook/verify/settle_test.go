package verify_test

import (
	"slices"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/fakes"
	"hardbook/runbook/verify"
)

// TestNeeds holds that a step is not done while one it needs is open, and that
// needs change nothing else.
func TestNeeds(t *testing.T) {
	done, todo := runbook.Done("it is"), runbook.Todo("it is not")
	finding := runbook.Finding{OK: true, Resource: "r", Detail: "d"}
	for _, test := range []struct {
		need, own runbook.Verdict
		status    runbook.Status
		reason    string
	}{
		{done, done, runbook.StatusDone, "it is"},
		{todo, done, runbook.StatusTodo, "blocked by first, which is not done yet"},
		{runbook.Waiting("soon"), done, runbook.StatusTodo, "blocked by first, which is not done yet"},
		{runbook.Unknown("dark"), done, runbook.StatusUnknown, "it rests on first, which could not be read"},
		{runbook.Unknown("dark"), todo, runbook.StatusTodo, "it is not"},
		{runbook.ByHand("look"), done, runbook.StatusDone, "it is"}, // nobody can tell, so it cannot block
		{todo, todo, runbook.StatusTodo, "it is not"},
		{todo, runbook.Waiting("soon"), runbook.StatusWaiting, "soon"},
		{todo, runbook.Unknown("dark"), runbook.StatusUnknown, "dark"},
		{todo, runbook.ByHand("look"), runbook.StatusManual, "look"},
	} {
		second := fakes.Step("second", test.own.With(finding))
		second.Needs = []string{"first"}
		book := fakes.NewBook(t, fakes.Step("first", test.need), second)
		got, _ := report(t, book, fakes.Nothing(book.Config)).Find("second")
		if got.Status != test.status || got.Reason != test.reason {
			t.Errorf("%s after %s: got %s: %s, want %s: %s", test.own.Status, test.need.Status, got.Status, got.Reason, test.status, test.reason)
		}
		if len(got.Findings) != 1 || got.Findings[0] != finding {
			t.Errorf("%s after %s: the findings are lost: %v", test.own.Status, test.need.Status, got.Findings)
		}
	}
}

// TestNeedsGoOn holds that a step that is blocked blocks in its turn.
func TestNeedsGoOn(t *testing.T) {
	second, third := fakes.Step("second", runbook.Done("it is")), fakes.Step("third", runbook.Done("it is"))
	second.Needs, third.Needs = []string{"first"}, []string{"second"}
	book := fakes.NewBook(t, fakes.Step("first", runbook.Todo("it is not")), second, third)
	got, _ := report(t, book, fakes.Nothing(book.Config)).Find("third")
	if want := "blocked by second, which is not done yet"; got.Status != runbook.StatusTodo || got.Reason != want {
		t.Errorf("got %s: %s, want todo: %s", got.Status, got.Reason, want)
	}
	alone := report(t, book, fakes.Nothing(book.Config), "third")
	if got, _ := alone.Find("third"); got.Status != runbook.StatusTodo || len(alone.Steps) != 1 || alone.Summary[runbook.StatusTodo] != 1 {
		t.Errorf("asked for alone it is %s (%s), among %d steps, want todo: what it needs decides about it", got.Status, got.Reason, len(alone.Steps))
	}
}

// TestNeedsOfLeftOut holds that what is skipped or does not apply blocks
// nothing.
func TestNeedsOfLeftOut(t *testing.T) {
	cfg := config.Example()
	cfg.Skip = []config.Skipped{{ID: "skipped", Reason: "no"}}
	never := fakes.Step("never", runbook.Todo("it is not"))
	never.Applies = func(config.Config) string { return "not here" }
	second := fakes.Step("second", runbook.Done("it is"))
	second.Needs = []string{"skipped", "never"}
	book := fakes.BookOf(t, cfg, fakes.Step("skipped", runbook.Todo("it is not")), never, second)
	r := report(t, book, fakes.Nothing(cfg))
	for i, want := range []verify.StepReport{
		{ID: "skipped", Status: runbook.StatusSkipped, Reason: "no"},
		{ID: "never", Status: runbook.StatusNotApplicable, Reason: "not here"},
		{ID: "second", Status: runbook.StatusDone, Reason: "it is"},
	} {
		if got := r.Steps[i]; got.ID != want.ID || got.Status != want.Status || got.Reason != want.Reason {
			t.Errorf("got %s %s: %s, want %s %s: %s", got.ID, got.Status, got.Reason, want.ID, want.Status, want.Reason)
		}
	}
}

// TestEndedBy holds that a step does not apply any more once it was undone on
// purpose, and that its steps are not blocked by it then.
func TestEndedBy(t *testing.T) {
	for _, test := range []struct {
		name               string
		role, work, remove runbook.Verdict
		wantRole, wantWork runbook.Status
	}{
		{"at work", runbook.Done("there"), runbook.Done("set"), runbook.Todo("the role is there"), runbook.StatusDone, runbook.StatusDone},
		{"used and removed", runbook.Todo("no role"), runbook.Done("set"), runbook.Done("no role"), runbook.StatusNotApplicable, runbook.StatusDone},
		{"not read", runbook.Unknown("dark"), runbook.Done("set"), runbook.Unknown("dark"), runbook.StatusUnknown, runbook.StatusUnknown},
		{"work not read", runbook.Todo("no role"), runbook.Unknown("dark"), runbook.Done("no role"), runbook.StatusUnknown, runbook.StatusUnknown},
		{"work lost", runbook.Todo("no role"), runbook.Todo("gone"), runbook.Done("no role"), runbook.StatusTodo, runbook.StatusTodo},
	} {
		t.Run(test.name, func(t *testing.T) {
			role, work, remove := fakes.Step("operator-role", test.role), fakes.Step("work", test.work), fakes.Step("remove-operator", test.remove)
			role.EndedBy, work.Needs, remove.Needs, remove.Phase = "remove-operator", []string{"operator-role"}, []string{"work"}, runbook.Finish
			book := fakes.NewBook(t, role, work, remove)
			r := report(t, book, fakes.Nothing(book.Config))
			if got, _ := r.Find("operator-role"); got.Status != test.wantRole {
				t.Errorf("operator-role is %s (%s), want %s", got.Status, got.Reason, test.wantRole)
			}
			if got, _ := r.Find("work"); got.Status != test.wantWork {
				t.Errorf("work is %s (%s), want %s", got.Status, got.Reason, test.wantWork)
			}
		})
	}
}

// TestEndedByBlocked is the fresh account: there is no operator role to remove,
// but it was not used either.
func TestEndedByBlocked(t *testing.T) {
	role, work, remove := fakes.Step("operator-role", runbook.Todo("no role")), fakes.Step("work", runbook.Todo("not set")), fakes.Step("remove-operator", runbook.Done("no role"))
	role.EndedBy, work.Needs, remove.Needs, remove.Phase = "remove-operator", []string{"operator-role"}, []string{"work"}, runbook.Finish
	book := fakes.NewBook(t, role, work, remove)
	r := report(t, book, fakes.Nothing(book.Config))
	for id, want := range map[string]string{"operator-role": "no role", "work": "not set", "remove-operator": "blocked by work, which is not done yet"} {
		if got, _ := r.Find(id); got.Status != runbook.StatusTodo || got.Reason != want {
			t.Errorf("%s is %s: %s, want todo: %s", id, got.Status, got.Reason, want)
		}
	}
}

// TestVerifyOnly holds that --only says of these steps what the whole run says,
// says nothing of others, and compares with the policy of the whole book.
func TestVerifyOnly(t *testing.T) {
	book := fakes.WholeBook(t)
	e, err := evidence.Open(hardened(t, book), config.Example())
	if err != nil {
		t.Fatal(err)
	}
	r := report(t, book, e, "verifier-role")
	if len(r.Steps) != 1 || r.Steps[0].ID != "verifier-role" || r.Steps[0].Status != runbook.StatusDone || r.Summary[runbook.StatusDone] != 1 {
		t.Errorf("got %v", r.Steps)
	}
	for _, whole := range report(t, book, e).Steps {
		if alone, _ := report(t, book, e, whole.ID).Find(whole.ID); alone.Status != whole.Status || alone.Reason != whole.Reason {
			t.Errorf("%s alone is %s (%s), among all %s (%s)", whole.ID, alone.Status, alone.Reason, whole.Status, whole.Reason)
		}
	}
	asks := map[string]bool{}
	for _, c := range book.Calls("remove-operator") {
		asks[c.Command] = true
	}
	if !asks["ec2 get-ebs-encryption-by-default"] || asks["iam get-account-summary"] {
		t.Errorf("for remove-operator alone these are asked: %v", asks)
	}
}

// TestNoTickOverTheUnknown has each need of each step unreadable, one after
// another, where all else is done: the step is never done then, nor is any that
// rests on it, each names what is missing, and alone it counts for the exit code.
func TestNoTickOverTheUnknown(t *testing.T) {
	whole := fakes.WholeBook(t)
	pairs := 0
	for _, of := range whole.Entries {
		for _, need := range of.Step.Needs {
			pairs++
			book := whole
			book.Entries = slices.Clone(whole.Entries)
			for i, e := range book.Entries {
				v := runbook.Done("it is")
				if e.Step.ID == need {
					v = runbook.Unknown("dark")
					v.Missing = []string{"xx:Read"}
				}
				book.Entries[i].Check, book.Entries[i].Status = fakes.Step(e.Step.ID, v).Check, ""
			}
			r := report(t, book, fakes.Nothing(book.Config), of.Step.ID)
			got := r.Steps[0]
			if got.Status != runbook.StatusUnknown || !slices.Equal(got.Missing, []string{"xx:Read"}) || r.ExitCode() != 2 || !slices.Contains(r.Unread, need) {
				t.Errorf("%s is %s (%s; missing %q, unread %q) while %s could not be read", of.Step.ID, got.Status, got.Reason, got.Missing, r.Unread, need)
			}
		}
	}
	if pairs < 50 {
		t.Errorf("only %d pairs were tried", pairs)
	}
}
