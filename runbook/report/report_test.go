package report

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode"

	"hardbook/runbook"
)

func sample() runbook.Report {
	return runbook.Report{
		Schema: runbook.ReportSchema, Account: "111122223333",
		Source: runbook.ReportSource{Kind: "live", Identity: "arn:aws:iam::111122223333:user/x", CollectedAt: time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)},
		Steps: []runbook.StepReport{
			{ID: "a", Phase: "root", Status: runbook.StatusDone, Reason: "it is"},
			{ID: "long-id", Phase: "money", Status: runbook.StatusTodo, Reason: "an alarm named \x1b[2J\u202eevil\n\u009b\U000e0001</script>", Was: runbook.StatusDone},
		},
		Summary: map[runbook.Status]int{runbook.StatusDone: 1, runbook.StatusTodo: 1},
	}
}

// TestText holds the table word for word: names chosen by an attacker reach
// the terminal without their control characters.
func TestText(t *testing.T) {
	var out bytes.Buffer
	if err := Text(&out, sample(), false); err != nil {
		t.Fatal(err)
	}
	want := `account 111122223333, read live as arn:aws:iam::111122223333:user/x at 2026-11-22 10:00 UTC

root
  ✓ done           a        it is

money
  ✗ todo           long-id  an alarm named �[2J�evil���</script> (it was done before)

1 done, 1 todo
`
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", &out, want)
	}
}

// TestTextOfOldEvidence: the age stands in the head, before the first verdict.
func TestTextOfOldEvidence(t *testing.T) {
	r := sample()
	r.Source.Kind, r.Source.Dir, r.Source.Age = "evidence", "folder", "3 days"
	var out bytes.Buffer
	if err := Text(&out, r, false); err != nil {
		t.Fatal(err)
	}
	head, _, _ := strings.Cut(out.String(), "\nroot\n")
	if !strings.HasSuffix(head, "\nthis evidence is 3 days old: what it says may have changed\n") {
		t.Errorf("got\n%s", &out)
	}
}

// TestColour: colour is around the mark, and only where it was asked for.
func TestColour(t *testing.T) {
	var with bytes.Buffer
	if err := Text(&with, sample(), true); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(with.String(), "\x1b[32m✓ done          \x1b[0m") {
		t.Errorf("got %q", &with)
	}
}

// TestJSON: what is written can be read back whole, and no text is escaped
// for HTML.
func TestJSON(t *testing.T) {
	var out bytes.Buffer
	if err := JSON(&out, sample()); err != nil {
		t.Fatal(err)
	}
	var back runbook.Report
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
