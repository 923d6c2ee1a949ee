package report

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode"

	"hardbook/runbook"
	"hardbook/runbook/verify"
)

func sample() verify.Report {
	return verify.Report{
		Schema: verify.ReportSchema, Account: "111122223333",
		Source: verify.ReportSource{Kind: "live", Identity: "arn:aws:iam::111122223333:user/x", CollectedAt: time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)},
		Steps: []verify.StepReport{
			{ID: "a", Phase: "root", Status: runbook.StatusDone, Reason: "it is"},
			{ID: "long-id", Title: "Do\x1b the money", Phase: "money", Status: runbook.StatusTodo, Reason: "an alarm named \x1b[2J\u202eevil\n\u009b\U000e0001</script>", Was: runbook.StatusDone, History: lost()},
		},
		Summary: map[runbook.Status]int{runbook.StatusDone: 1, runbook.StatusTodo: 1},
	}
}

// lost is the history of a step that was done two days before the report.
func lost() []verify.Spell {
	last := day().AddDate(0, 0, -2)
	return []verify.Spell{{Status: runbook.StatusDone, From: last, Until: last}, {Status: runbook.StatusTodo, From: day(), Until: day()}}
}

// TestJSON: what is written can be read back whole, and no text is escaped
// for HTML.
func TestJSON(t *testing.T) {
	var out bytes.Buffer
	if err := JSON(&out, sample()); err != nil {
		t.Fatal(err)
	}
	var back verify.Report
	if err := json.Unmarshal(out.Bytes(), &back); err != nil {
		t.Fatal(err)
	}
	for _, c := range out.String() {
		if c != '\n' && !unicode.IsPrint(c) {
			t.Errorf("%U reaches the terminal", c)
		}
	}
	if back.Steps[1].Reason != sample().Steps[1].Reason || !strings.Contains(out.String(), "</script>") {
		t.Errorf("got %s", &out)
	}
}
