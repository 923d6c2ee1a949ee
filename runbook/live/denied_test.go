//go:build !offline

package live

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/evidence"
	"hardbook/runbook/replay"
	"hardbook/runbook/testneeds"
)

// TestDenied takes one action of the printed read policy after another away, on an
// account in which everything is done: when AWS refuses what needs the action, the
// steps that declare it are unknown and name it, and so are those that rest on them; all
// others stand as before. (That AWS asks for these actions and no others runbook/loop shows.)
func TestDenied(t *testing.T) {
	b := newBench(t, replay.Done, 1)
	refusal := replay.Faults()[slices.IndexFunc(replay.Faults(), func(f replay.Fault) bool { return f.Name == "access denied" })]
	truth, asking := b.read(t, nil, time.Minute), b.asking(t)
	actions := slices.DeleteFunc(b.allowed(t), func(a string) bool { // what is asked only where all is not done
		return !slices.ContainsFunc(b.book.Entries, func(e runbook.Entry) bool { return declares(b.book, e.Step, a) })
	})
	if asked := slices.Compact(slices.Sorted(maps.Values(asking))); len(asked) < 50 || !slices.Equal(asked, slices.Sorted(slices.Values(actions))) {
		t.Fatalf("the policy allows %v\nthe calls need     %v", actions, asked)
	}
	for i, denied := range actions {
		if (racing || testneeds.Quick()) && i%8 != 0 {
			continue
		}
		refused := 0
		found := b.read(t, func(x replay.Exchange) *replay.Fault {
			if asking[x.Key] != denied {
				return nil
			}
			refused++
			return &refusal
		}, time.Minute)
		if refused == 0 {
			t.Errorf("nothing that is asked needs %s", denied)
		}
		declared := false
		for _, e := range b.book.Entries {
			s, was := found[e.Step.ID], truth[e.Step.ID].Status
			rests := slices.ContainsFunc(e.Step.Needs, func(id string) bool { return found[id].Status == runbook.StatusUnknown })
			ended := e.Step.EndedBy != "" && was == runbook.StatusNotApplicable
			mine := !ended && declares(b.book, e.Step, denied)
			declared = declared || mine
			switch {
			case mine || was == runbook.StatusDone && rests || ended && s.Status != was:
				if s.Status != runbook.StatusUnknown || !slices.Equal(s.Missing, []string{denied}) || !strings.Contains(s.Reason, denied) {
					t.Errorf("without %s, %s is %s (%s), missing %v", denied, s.ID, s.Status, s.Reason, s.Missing)
				}
			case s.Status != was:
				t.Errorf("without %s, which it does not rest on, %s is %s (%s)", denied, s.ID, s.Status, s.Reason)
			}
		}
		if !declared {
			t.Errorf("no step declares %s, which the printed policy allows", denied)
		}
	}
}

// declares reports whether a step makes a call that needs the action, where it is
// done.
func declares(book runbook.Book, s runbook.Step, action string) bool {
	return !replay.Unasked(s.ID, action) && slices.ContainsFunc(evidence.Needed(book.Config, s.Check.Calls()), func(c evidence.Call) bool { return c.Action == action })
}

// allowed are the actions of the printed read policy.
func (b *bench) allowed(t *testing.T) []string {
	t.Helper()
	policies := b.book.Policies
	var policy struct {
		Statement []struct{ Action evidence.Values }
	}
	if err := json.Unmarshal(policies[runbook.VerifyPolicy], &policy); err != nil {
		t.Fatal(err)
	}
	var actions []string
	for _, s := range policy.Statement {
		actions = append(actions, s.Action...)
	}
	return actions
}

// asking finds for each request the action that it needs, by making the calls one
// after another: what a call waits for is known by then, so that what is asked is
// its own.
func (b *bench) asking(t *testing.T) map[string]string {
	t.Helper()
	calls := evidence.Needed(b.book.Config, b.book.Calls())
	b.mu.Lock()
	b.asked, b.wrong = map[string]replay.Exchange{}, nil
	b.mu.Unlock()
	e, asking := b.Account.Evidence(t.Context(), time.Now(), calls), map[string]string{}
	for _, c := range calls {
		e.Load([]evidence.Call{c})
		b.mu.Lock()
		for key := range b.asked {
			asking[key] = c.Action
		}
		clear(b.asked)
		b.mu.Unlock()
	}
	return asking
}
