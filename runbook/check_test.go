package runbook_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// TestUnreadable holds the sentences for answers that are not there.
func TestUnreadable(t *testing.T) {
	first := evidence.Call{Command: "iam get-user", Action: "iam:GetUser", Absent: "NoSuchEntity"}
	second := evidence.Call{Command: "sns list-topics", Action: "sns:ListTopics"}
	hinted := evidence.Call{Command: "budgets describe-budgets", Action: "budgets:ViewBudget", Hint: "a switch may be off"}
	also := evidence.Call{Command: "budgets describe-budget", Action: "budgets:ViewBudget", Hint: "a switch may be off"}
	bare := evidence.Call{Command: "sts get-caller-identity"}
	fail := func(c evidence.Call, kind evidence.Kind, code, detail string) error {
		return &evidence.Failure{Request: evidence.Request{Call: c, Region: evidence.GlobalRegion}, Kind: kind, Code: code, Detail: detail}
	}
	for name, test := range map[string]struct {
		first, second error
		reason        string
		missing       []string
		kinds         []string // denied alone where none are given
	}{
		"one refused":        {first: fail(first, evidence.Denied, "AccessDenied", ""), reason: "iam get-user was refused (AccessDenied); it needs iam:GetUser", missing: []string{"iam:GetUser"}},
		"one not collected":  {first: fail(first, evidence.NotCollected, "", ""), reason: "iam get-user was not collected; collect again with the collect.sh of this book", kinds: []string{"not-collected"}},
		"one unreadable":     {first: fail(first, evidence.Unreadable, "", "the answer has no User"), reason: "iam get-user: the answer has no User; read it again, with the newest aws or hardbook", kinds: []string{"unreadable"}},
		"one failed":         {first: fail(first, evidence.Unreadable, "Odd", ""), reason: "iam get-user failed (Odd); read it again, with the newest aws or hardbook", kinds: []string{"unreadable"}},
		"absent without use": {first: fail(first, evidence.NotSet, "NoSuchEntity", ""), reason: "iam get-user failed (NoSuchEntity); read it again, with the newest aws or hardbook", kinds: []string{"unreadable"}},
		"without an action":  {first: fail(bare, evidence.Denied, "ExpiredToken", ""), reason: "sts get-caller-identity was refused (ExpiredToken)", kinds: []string{"denied"}},
		"two": {first: fail(second, evidence.Denied, "AuthorizationError", ""), second: fail(first, evidence.NotCollected, "", ""),
			reason: "sns list-topics was refused (AuthorizationError) and 1 more; it needs sns:ListTopics; collect again with the collect.sh of this book", missing: []string{"sns:ListTopics"}, kinds: []string{"denied", "not-collected"}},
		"the same twice": {first: fail(first, evidence.Denied, "AccessDenied", ""), second: fail(first, evidence.Denied, "AccessDenied", ""),
			reason: "iam get-user was refused (AccessDenied); it needs iam:GetUser", missing: []string{"iam:GetUser"}},
		"joined and wrapped": {first: fmt.Errorf("in a source: %w", errors.Join(fail(first, evidence.Denied, "AccessDenied", ""), fail(second, evidence.NotCollected, "", ""))),
			reason: "iam get-user was refused (AccessDenied) and 1 more; it needs iam:GetUser; collect again with the collect.sh of this book", missing: []string{"iam:GetUser"}, kinds: []string{"denied", "not-collected"}},
		"one refused, with a hint": {first: fail(hinted, evidence.Denied, "AccessDeniedException", ""),
			reason: "budgets describe-budgets was refused (AccessDeniedException); it needs budgets:ViewBudget, and a switch may be off", missing: []string{"budgets:ViewBudget"}},
		"two refused, with one hint": {first: fail(hinted, evidence.Denied, "AccessDeniedException", ""), second: fail(also, evidence.Denied, "AccessDeniedException", ""),
			reason: "budgets describe-budgets was refused (AccessDeniedException) and 1 more; it needs budgets:ViewBudget, and a switch may be off", missing: []string{"budgets:ViewBudget"}},
		"a hint helps only who was refused": {first: fail(hinted, evidence.Throttled, "ThrottlingException", ""), second: fail(hinted, evidence.NotCollected, "", ""),
			reason: "budgets describe-budgets was throttled (ThrottlingException) and 1 more; wait a few minutes and read it again; collect again with the collect.sh of this book", kinds: []string{"throttled", "not-collected"}},
		"no failure": {first: errors.New("the book has no policy document foo"), reason: "the book has no policy document foo", kinds: []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			judged := func(config.Config, string, string) runbook.Verdict { return runbook.Done("judged") }
			got := runbook.From2(broken{test.first}, broken{test.second}, judged).Run(evidence.Evidence{})
			if test.kinds == nil {
				test.kinds = []string{"denied"}
			}
			if got.Status != runbook.StatusUnknown || got.Reason != test.reason || !slices.Equal(got.Missing, test.missing) || !slices.Equal(got.Kinds, test.kinds) {
				t.Errorf("got %s: %s, missing %q, %q\nwant unknown: %s, missing %q, %q", got.Status, got.Reason, got.Missing, got.Kinds, test.reason, test.missing, test.kinds)
			}
		})
	}
}

// TestEverySourceCounts holds that a judge is called only when no source of
// its check fails.
func TestEverySourceCounts(t *testing.T) {
	bad, good := broken{errors.New("no")}, broken{}
	done := func() runbook.Verdict { return runbook.Done("judged") }
	one := func(a broken) runbook.Check {
		return runbook.From1(a, func(config.Config, string) runbook.Verdict { return done() })
	}
	two := func(a, b broken) runbook.Check {
		return runbook.From2(a, b, func(config.Config, string, string) runbook.Verdict { return done() })
	}
	three := func(a, b, c broken) runbook.Check {
		return runbook.From3(a, b, c, func(config.Config, string, string, string) runbook.Verdict { return done() })
	}
	for i, check := range []runbook.Check{one(good), two(good, good), three(good, good, good)} {
		if v := check.Run(evidence.Evidence{}); v.Status != runbook.StatusDone {
			t.Errorf("check of %d good sources: %s, want done", i+1, v.Status)
		}
	}
	for i, check := range []runbook.Check{
		one(bad), two(bad, good), two(good, bad), three(bad, good, good), three(good, bad, good), three(good, good, bad),
	} {
		if v := check.Run(evidence.Evidence{}); v.Status != runbook.StatusUnknown {
			t.Errorf("check %d with a bad source: %s, want unknown", i+1, v.Status)
		}
	}
}

// TestManual holds that a step by hand reads nothing and prints its sentence
// as it is.
func TestManual(t *testing.T) {
	check := runbook.Manual("look at 100% of it")
	v := check.Run(evidence.Evidence{})
	if len(check.Calls()) != 0 || v.Status != runbook.StatusManual || v.Reason != "look at 100% of it" {
		t.Errorf("got %v: %s", v.Status, v.Reason)
	}
}

// TestRegionOfFinding holds that a finding about a regional call names where.
func TestRegionOfFinding(t *testing.T) {
	cfg := config.Example()
	cfg.Account.Regions = []string{"us-east-1", "eu-west-1"}
	source := evidence.Regional(evidence.Query[struct{ Name string }]{Call: evidence.Call{Command: "ec2 describe-vpcs", Action: "ec2:DescribeVpcs"}})
	check := runbook.From1(source, func(config.Config, map[string]struct{ Name string }) runbook.Verdict { return runbook.Done("judged") })
	v := check.Run(evidence.New(cfg, evidence.Manifest{}, func(r evidence.Request) ([]byte, error) {
		if r.Region == "us-east-1" {
			return []byte(`{"Name":"a"}`), nil
		}
		return nil, evidence.Refuse(r, "UnauthorizedOperation", "")
	}))
	want := "ec2 describe-vpcs in eu-west-1 was refused (UnauthorizedOperation); it needs ec2:DescribeVpcs"
	if v.Reason != want || len(v.Findings) != 1 || v.Findings[0].Region != "eu-west-1" {
		t.Errorf("got %s %v\nwant %s", v.Reason, v.Findings, want)
	}
}

// broken is a source that fails with an error, or answers when there is none.
type broken struct{ error }

func (broken) Calls() []evidence.Call { return nil }

func (b broken) Answer(evidence.Evidence) (string, error) { return "", b.error }

// TestInRegions holds what a Region that could not be read does to the verdict
// on the others, and that none is left out of the findings.
func TestInRegions(t *testing.T) {
	call := evidence.Call{Command: "ec2 get-setting", Action: "ec2:GetSetting"}
	refused := &evidence.Failure{Request: evidence.Request{Call: call, Region: "eu-west-1"}, Kind: evidence.Denied, Code: "UnauthorizedOperation"}
	said := runbook.Finding{OK: true, Resource: "us-east-1", Region: "us-east-1", Detail: "set"}
	for name, test := range map[string]struct {
		answers map[string]string
		err     error
		judged  runbook.Verdict
		want    runbook.Status
		reason  string
		facts   int
	}{
		"all read":                {map[string]string{"us-east-1": ""}, nil, runbook.Done("set"), runbook.StatusDone, "set", 1},
		"one unread, rest done":   {map[string]string{"us-east-1": ""}, refused, runbook.Done("set"), runbook.StatusUnknown, "ec2 get-setting was refused (UnauthorizedOperation); it needs ec2:GetSetting", 2},
		"one unread, one waiting": {map[string]string{"us-east-1": ""}, refused, runbook.Waiting("wait"), runbook.StatusUnknown, "ec2 get-setting was refused (UnauthorizedOperation); it needs ec2:GetSetting", 2},
		"one unread, one todo":    {map[string]string{"us-east-1": ""}, refused, runbook.Todo("unset"), runbook.StatusTodo, "unset; besides, ec2 get-setting was refused (UnauthorizedOperation); it needs ec2:GetSetting", 2},
		"none read":               {nil, refused, runbook.Done("set"), runbook.StatusUnknown, "ec2 get-setting was refused (UnauthorizedOperation); it needs ec2:GetSetting", 1},
	} {
		t.Run(name, func(t *testing.T) {
			judge := func(config.Config, map[string]string) runbook.Verdict { return test.judged.With(said) }
			got := runbook.InRegions(partial{test.answers, test.err}, judge).Run(evidence.Evidence{})
			if got.Status != test.want || got.Reason != test.reason || len(got.Findings) != test.facts || (test.err != nil) != (len(got.Missing) == 1) {
				t.Errorf("got %+v", got)
			}
		})
	}
}

// partial answers for some Regions and fails for others.
type partial struct {
	answers map[string]string
	err     error
}

func (partial) Calls() []evidence.Call { return nil }

func (p partial) Answer(evidence.Evidence) (map[string]string, error) { return p.answers, p.err }
