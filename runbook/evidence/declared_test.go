package evidence_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/steps"
)

// declared are all calls of all steps.
func declared() []evidence.Call {
	var calls []evidence.Call
	for _, s := range steps.All() {
		calls = append(calls, s.Check.Calls()...)
	}
	return calls
}

// Answers are kept by command and place. So two declarations that ask the same
// command at the same places must be the same in everything else, too.
func TestDeclarationsDoNotClash(t *testing.T) {
	cfg := config.Example()
	known := map[string]string{}
	for _, c := range declared() {
		narrow := []string{"*"}
		if c.Narrow != nil {
			narrow = c.Narrow(cfg)
		}
		names := evidence.OuterNames(c, cfg)
		place := fmt.Sprint(c.Command, c.IsRegional(), c.Depth(), names)
		rest := fmt.Sprint(c.Arguments(cfg, names[0]), c.Action, c.Absent, c.Until, narrow, c.ByHand(cfg))
		if before, ok := known[place]; ok && before != rest {
			t.Errorf("%s is declared in two ways:\n%s\n%s", c.Command, before, rest)
		}
		known[place] = rest
	}
	if len(known) < 10 {
		t.Errorf("only %d calls are declared", len(known))
	}
}

func TestReadPolicyOfTheBookFits(t *testing.T) {
	cfg := config.Example()
	cfg.Profile, cfg.Paid = config.CIS, true
	book, err := runbook.NewPlan(cfg, steps.All()) // its calls do not follow from texts
	if err != nil {
		t.Fatal(err)
	}
	policy := evidence.ReadPolicy(cfg, book.Calls())
	var small bytes.Buffer
	if err := json.Compact(&small, policy); err != nil {
		t.Fatal(err)
	}
	// Source: IAM User Guide, IAM and AWS STS quotas: a managed policy.
	if small.Len() > 6144 {
		t.Errorf("the read policy has %d characters; AWS takes 6144", small.Len())
	}
	var document struct {
		Statement []struct{ Action, Resource evidence.Values }
	}
	if err := json.Unmarshal(policy, &document); err != nil {
		t.Fatal(err)
	}
	var allowed, needed []string
	for _, s := range document.Statement {
		allowed = append(allowed, s.Action...)
		for _, r := range s.Resource {
			if r != "*" && !strings.HasPrefix(r, "arn:aws:") {
				t.Errorf("%q is no resource", r)
			}
		}
	}
	for _, c := range book.Calls() {
		needed = append(needed, c.Action)
		if !slices.Contains(allowed, c.Action) {
			t.Errorf("%s is not allowed", c.Action)
		}
	}
	for _, action := range allowed {
		if !slices.Contains(needed, action) || strings.Contains(action, "*") {
			t.Errorf("%s is more than the steps need", action)
		}
	}
}
