package verify_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/verify"
)

// begin is the time of the first reading; each further one is an hour later.
func begin() time.Time { return time.Date(2026, 11, 20, 22, 0, 0, 0, time.UTC) }

// readings is the report of the last of several readings of one step, each
// compared with the one before. Words are statuses; "-" is an hour without a
// reading.
func readings(words string) verify.Report {
	var r verify.Report
	for i, word := range strings.Fields(words) {
		if word == "-" {
			continue
		}
		next := verify.Report{Steps: []verify.StepReport{{ID: "step", Status: runbook.Status(word), Reason: "now"}}}
		next.Source.CollectedAt = begin().Add(time.Duration(i) * time.Hour)
		next.Compare(r)
		r = next
	}
	return r
}

// TestLost: what was done and is not any more is told at every reading until it
// is done again, with the last time it was seen, whatever came in between.
func TestLost(t *testing.T) {
	for _, c := range []struct {
		readings string
		hour     int // when it was last seen to be done; -1: it was not lost
		code     int
	}{
		{"todo", -1, 0},
		{"done", -1, 0},
		{"todo done", -1, 0},
		{"done todo", 0, 1},
		{"done done - done todo todo todo", 3, 1},
		{"done todo done", -1, 0},
		{"done todo done done todo", 3, 1},
		{"done waiting", 0, 1},
		{"done unknown", 0, 2},
		{"done unknown todo", 0, 1},
		{"attested todo", 0, 1},
		{"attested manual", -1, 0}, // it faded, as it should
		{"done not-applicable", -1, 0},
		{"done skipped", -1, 0},
		{"todo unknown waiting", -1, 0},
		{"done" + strings.Repeat(" todo unknown", 200), 0, 2},
	} {
		r := readings(c.readings)
		until, lost := r.Lost(r.Steps[0])
		if want := begin().Add(time.Duration(c.hour) * time.Hour); lost != (c.hour >= 0) || lost && !until.Equal(want) {
			t.Errorf("%.40s: lost %v, last done %v", c.readings, lost, until)
		}
		if got := r.DriftCode(); got != c.code {
			t.Errorf("%.40s: exit code %d, want %d", c.readings, got, c.code)
		}
		if told := r.Told(r.Steps[0]); strings.Contains(told, " any more: now") != lost || strings.Contains(told, "cannot be read") != (c.code == 2) {
			t.Errorf("%.40s: %q", c.readings, told)
		}
		if n := len(r.Steps[0].History); n > 50 {
			t.Errorf("%.40s: the history has %d entries", c.readings, n)
		}
	}
}

// TestLookBack: was and what was lost go by the day that is asked for.
func TestLookBack(t *testing.T) {
	for _, c := range []struct {
		readings, was string
		hour          float64 // since when
		lost          bool
	}{
		{"done done todo todo", "done", 1, true},
		{"done done todo todo", "done", 1.5, true},
		{"done done todo todo", "", 2, false}, // lost before
		{"done done todo todo", "done", -9, true},
		{"todo done todo todo", "", 0, true}, // it came and went
		{"todo todo done", "todo", 0, false},
		{"done unknown todo", "unknown", 1, true}, // only now is it known
		{"done unknown todo todo", "", 2, false},
		{"done unknown todo unknown", "todo", 2, false},
		{"done manual todo", "manual", 1, true},
		{"done todo manual todo", "manual", 2, false},
		{"done unknown todo", "done", 0.5, true},
	} {
		r := readings(c.readings)
		r.LookBack(begin().Add(time.Duration(c.hour * float64(time.Hour))))
		_, lost := r.Lost(r.Steps[0])
		if got := string(r.Steps[0].Was); got != c.was || lost != c.lost {
			t.Errorf("%s since hour %v: was %q, lost %v", c.readings, c.hour, got, lost)
		}
		if code := r.DriftCode(); (code == 1) != c.lost {
			t.Errorf("%s since hour %v: exit code %d", c.readings, c.hour, code)
		}
	}
}

// TestOldEvidenceMakesNoHistory: a reading that is older than the last one says
// nothing about what came after it.
func TestOldEvidenceMakesNoHistory(t *testing.T) {
	newer := readings("todo done")
	old := verify.Report{Steps: []verify.StepReport{{ID: "step", Status: runbook.StatusTodo}}}
	old.Source.CollectedAt = begin()
	old.Compare(newer)
	if _, lost := old.Lost(old.Steps[0]); lost || old.Steps[0].Was != runbook.StatusDone {
		t.Errorf("lost %v, was %q", lost, old.Steps[0].Was)
	}
	if got, want := fmt.Sprint(old.Steps[0].History), fmt.Sprint(newer.Steps[0].History); got != want {
		t.Errorf("the history is\n%s, it was\n%s", got, want)
	}
	newest := verify.Report{Steps: []verify.StepReport{{ID: "step", Status: runbook.StatusDone}}}
	newest.Source.CollectedAt = begin().Add(2 * time.Hour)
	newest.Compare(old)
	if h := newest.Steps[0].History; len(h) != 2 || !h[1].Until.Equal(newest.Source.CollectedAt) {
		t.Errorf("after old evidence the history is %v", h)
	}
}

// TestHistoryIsTheReportsOwn: a report never changes the one before it.
func TestHistoryIsTheReportsOwn(t *testing.T) {
	before := readings("done done")
	was := fmt.Sprint(before)
	next := verify.Report{Steps: []verify.StepReport{{ID: "step", Status: runbook.StatusDone}}}
	next.Source.CollectedAt = begin().Add(48 * time.Hour)
	next.Compare(before)
	if got := fmt.Sprint(before); got != was {
		t.Errorf("it was %s, it is %s", was, got)
	}
}
