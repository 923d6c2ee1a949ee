//go:build loop

package loop

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook"
)

// TestAgreement holds what the words of both tools come to, and that a
// difference without an explanation, and one of nothing, are told of.
func TestAgreement(t *testing.T) {
	found := scan{findings: map[string][]string{"good": {"PASS", "PASS"}, "bad": {"FAIL", "PASS"}, "person": {"MANUAL"}}}
	for _, c := range []struct {
		statuses []runbook.Status
		checks   string
		want     string
	}{
		{[]runbook.Status{runbook.StatusDone, runbook.StatusManual}, "good", "agree"},
		{[]runbook.Status{runbook.StatusDone, runbook.StatusWaiting}, "bad good", "agree"},
		{[]runbook.Status{runbook.StatusManual}, "person", "agree"},
		{[]runbook.Status{runbook.StatusNotApplicable}, "nowhere", "agree"},
		{[]runbook.Status{runbook.StatusDone}, "good bad", "differ"},
		{[]runbook.Status{runbook.StatusDone}, "nowhere", "differ"},
		{[]runbook.Status{runbook.StatusTodo}, "person", "differ"},
		{[]runbook.Status{runbook.StatusTodo, runbook.StatusUnknown}, "bad", cannotTell},
	} {
		got := comparison{"1", "after", hardbookWord(c.statuses), prowlerWord(found, strings.Fields(c.checks))}
		if got.verdict() != c.want {
			t.Errorf("%+v: %s, not %s", got, got.verdict(), c.want)
		}
	}
	blindfold := comparison{"1", "after", "done", cannotTell}
	if got := blindfold.verdict(); got != cannotTell {
		t.Errorf("what Prowler cannot tell counts as %s", got)
	}

	differ := comparison{"2.7", "before", "todo", "PASS"}
	good := explanation{[]string{"2.7"}, "before", "hardbook todo, Prowler PASS", "both", "see [it](https://docs.aws.amazon.com/x)"}
	stale, vague := good, good
	stale.moment, vague.why = "after", "believe me"
	for want, why := range map[string][]explanation{
		"": {good}, "2.7 before: hardbook todo, Prowler PASS has no explanation": nil,
		"2.7 after: hardbook todo, Prowler PASS is explained, and was not seen":            {good, stale},
		"[2.7] before: an explanation says who is right, and links to AWS's documentation": {vague},
	} {
		if got := strings.Join(explained([]comparison{differ, blindfold}, why), "\n"); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestBlinds holds which numbers a failed call takes away, and that one nobody
// listed is told of.
func TestBlinds(t *testing.T) {
	known := []blind{{failed: "a B 500", numbers: []string{"1"}}, {failed: "c D 400", numbers: []string{"2"}, always: "after"}}
	for _, c := range []struct{ failed, moment, numbers, unknown string }{
		{"a B 500", "before", "1", ""}, {"", "before", "", ""}, {"", "after", "2", ""}, {"e F 500,a B 500", "after", "1 2", "e F 500"},
	} {
		numbers, unknown := blinded(scan{failed: strings.Split(c.failed, ",")}, c.moment, known)
		unknown = slices.DeleteFunc(unknown, func(f string) bool { return f == "" })
		if got := strings.Join(slices.Sorted(maps.Keys(numbers)), " "); got != c.numbers || strings.Join(unknown, ",") != c.unknown {
			t.Errorf("%s, %q failed: cannot tell %q, and %q is unknown", c.moment, c.failed, got, unknown)
		}
	}
	log := `{"timestamp": "x", "filename": "kms_service.py:64", "level": "ERROR", "module": "kms_service", "message": "us-east-1 -- KeyError:61 -- 'MultiRegion'"}
{"timestamp": "x", "filename": "a.py:1", "level": "ERROR", "module": "a_service", "message": "us-east-1 -- ClientError[1]: An error occurred (404) when calling the X operation: <html>
<html>
"}
`
	if got := ownFaults(log); !slices.Equal(got, []string{"kms_service KeyError 'MultiRegion'"}) {
		t.Errorf("the log's faults are %q", got)
	}
	if _, err := readScan([]byte(`[]`)); err == nil {
		t.Error("a report without a finding is taken for one")
	}
}
