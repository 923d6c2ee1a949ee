package runbook_test

import (
	"strings"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/evidence"
	"hardbook/runbook/fakes"
	"hardbook/runbook/steps"
)

// TestValidateSteps holds that the steps of hardbook follow the rules.
func TestValidateSteps(t *testing.T) {
	if err := runbook.Validate(steps.All()); err != nil {
		t.Error(err)
	}
}

// TestValidate breaks each rule once.
func TestValidate(t *testing.T) {
	ok := runbook.Done("it is")
	change := func(f func(*runbook.Step)) []runbook.Step {
		s := fakes.Step("foo", ok)
		f(&s)
		return []runbook.Step{fakes.Step("first", ok), s}
	}
	for name, test := range map[string]struct {
		steps []runbook.Step
		want  string // "" for none
	}{
		"sound":                  {change(func(s *runbook.Step) { s.Needs = []string{"first"}; s.Policies = []string{"admin-shell"} }), ""},
		"upper-case id":          {change(func(s *runbook.Step) { s.ID = "Foo" }), `step "Foo": its id is not lower-case words with dashes`},
		"id with a space":        {change(func(s *runbook.Step) { s.ID = "foo bar" }), `step "foo bar": its id is not lower-case words with dashes`},
		"id with a path":         {change(func(s *runbook.Step) { s.ID = "../foo" }), `step "../foo": its id is not lower-case words with dashes`},
		"id with a dash at end":  {change(func(s *runbook.Step) { s.ID = "foo-" }), `step "foo-": its id is not lower-case words with dashes`},
		"no id":                  {change(func(s *runbook.Step) { s.ID = "" }), `step "": its id is not lower-case words with dashes`},
		"twice":                  {change(func(s *runbook.Step) { s.ID = "first" }), `step "first": is in the list twice`},
		"no phase":               {change(func(s *runbook.Step) { s.Phase = 0 }), `step "foo": has no phase`},
		"unknown phase":          {change(func(s *runbook.Step) { s.Phase = runbook.Finish + 1 }), `step "foo": has no phase`},
		"no actor":               {change(func(s *runbook.Step) { s.Who = "" }), `step "foo": says not who acts`},
		"no profile":             {change(func(s *runbook.Step) { s.Profile = "" }), `step "foo": has no profile`},
		"unknown profile":        {change(func(s *runbook.Step) { s.Profile = "everything" }), `step "foo": has no profile`},
		"no check":               {change(func(s *runbook.Step) { s.Check = runbook.Check{} }), `step "foo": has no check; use runbook.Manual where no API tells`},
		"unknown policy":         {change(func(s *runbook.Step) { s.Policies = []string{"bar"} }), `step "foo": uses the policy "bar", which policies/ does not have`},
		"call without command":   {[]runbook.Step{fakes.Asking("foo", evidence.Call{Action: "iam:GetUser"})}, `step "foo": a call has no command or no IAM action`},
		"call without action":    {[]runbook.Step{fakes.Asking("foo", evidence.Call{Command: "iam get-user"})}, `step "foo": a call has no command or no IAM action`},
		"need that is not there": {change(func(s *runbook.Step) { s.Needs = []string{"bar"} }), `step "foo": needs "bar", which must come earlier in the list`},
		"need of itself":         {change(func(s *runbook.Step) { s.Needs = []string{"foo"} }), `step "foo": needs "foo", which must come earlier in the list`},
		"need that comes later": {append([]runbook.Step{func() runbook.Step {
			s := fakes.Step("early", ok)
			s.Needs = []string{"foo"}
			return s
		}()}, fakes.Step("foo", ok)), `step "early": needs "foo", which must come earlier in the list`},
		"need of a later phase": {func() []runbook.Step {
			first, s := fakes.Step("first", ok), fakes.Step("foo", ok)
			first.Phase, s.Needs = runbook.Finish, []string{"first"}
			return []runbook.Step{first, s}
		}(), `step "foo": needs "first", which must come earlier in the list`},
		"ended by nothing": {change(func(s *runbook.Step) { s.EndedBy = "bar" }), `step "foo": is ended by "bar", which does not exist`},
	} {
		t.Run(name, func(t *testing.T) {
			got := ""
			if err := runbook.Validate(test.steps); err != nil {
				got = err.Error()
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// TestValidateTellsAll holds that one fault does not hide another.
func TestValidateTellsAll(t *testing.T) {
	err := runbook.Validate([]runbook.Step{{ID: "a"}, {ID: "b", Needs: []string{"c"}}})
	if err == nil || strings.Count(err.Error(), "\n") != 8 {
		t.Errorf("want four faults of each step and one need more, one a line, got:\n%v", err)
	}
}
