package verify_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/fakes"
	"hardbook/runbook/verify"
)

// TestReportShape holds the members of the report's JSON, which is relied on
// from outside: all of DESIGN's, and no other.
func TestReportShape(t *testing.T) {
	book := fakes.NewBook(t, fakes.Step("first", runbook.Done("it is").With(runbook.Finding{OK: true, Resource: "r", Region: "us-east-1", Detail: "d"})), fakes.Step("second", runbook.Todo("it is not")))
	r := verify.Run(book, fakes.Nothing(book.Config), map[string]string{"first": "Do it"})
	r.Source.Kind, r.Source.Dir, r.CheckedAt = "evidence", "example", time.Unix(1795341600, 0).UTC()
	before := verify.Report{Steps: []verify.StepReport{{ID: "first", Status: runbook.StatusTodo}}}
	before.Source.CollectedAt = r.Source.CollectedAt.Add(-time.Hour)
	r.Compare(before)
	raw, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"schema":"hardbook/verify/v1","account":"111122223333","checkedAt":"2026-11-22T10:00:00Z"`,
		`"source":{"kind":"evidence","identity":"arn:aws:iam::111122223333:root","dir":"example","collectedAt":"2026-11-22T10:00:00Z"}`,
		`{"id":"first","title":"Do it","phase":"root","status":"done","reason":"it is","findings":[{"ok":true,"resource":"r","region":"us-east-1","detail":"d"}],"missing":[],"was":"todo",` +
			`"history":[{"status":"todo","from":"2026-11-22T09:00:00Z","until":"2026-11-22T09:00:00Z"},{"status":"done","from":"2026-11-22T10:00:00Z","until":"2026-11-22T10:00:00Z"}]}`,
		`{"id":"second","title":"","phase":"root","status":"todo","reason":"it is not","findings":[],"missing":[],"history":[{"status":"todo","from":"2026-11-22T10:00:00Z","until":"2026-11-22T10:00:00Z"}]}`,
		`"calls":{"requests":0,"seconds":0}`,
	} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("the report is\n%s\nand does not hold\n%s", raw, want)
		}
	}
	var top map[string]json.RawMessage
	var summary map[string]int
	if err := json.Unmarshal(raw, &top); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(top["summary"], &summary); err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"done": 1, "todo": 1, "waiting": 0, "unknown": 0, "manual": 0, "attested": 0, "not-applicable": 0, "skipped": 0}
	if !maps.Equal(summary, want) {
		t.Errorf("summary: got %v, want %v", summary, want)
	}
	keys := slices.Sorted(maps.Keys(top))
	if want := []string{"account", "calls", "checkedAt", "schema", "source", "steps", "summary"}; !slices.Equal(keys, want) {
		t.Errorf("members: got %q, want %q", keys, want)
	}
	var back verify.Report
	if err := json.Unmarshal(raw, &back); err != nil || back.Steps[0].Was != runbook.StatusTodo {
		t.Errorf("the report does not come back from its JSON: %v", err)
	}
}

// TestCompare holds that was is told where, and only where, a step changed.
func TestCompare(t *testing.T) {
	book := fakes.NewBook(t, fakes.Step("same", runbook.Done("it is")), fakes.Step("fell", runbook.Todo("it is not")), fakes.Step("new", runbook.Done("it is")))
	r := report(t, book, fakes.Nothing(book.Config))
	r.Compare(verify.Report{Steps: []verify.StepReport{
		{ID: "gone", Status: runbook.StatusDone}, {ID: "fell", Status: runbook.StatusDone}, {ID: "same", Status: runbook.StatusDone},
	}})
	for id, want := range map[string]runbook.Status{"same": "", "fell": runbook.StatusDone, "new": ""} {
		if got, _ := r.Find(id); got.Was != want {
			t.Errorf("%s was %q, want %q", id, got.Was, want)
		}
	}
	if _, ok := r.Find("gone"); ok || len(r.Steps) != 3 {
		t.Error("a step of the report before came into this one")
	}
}

// TestExitCode holds that unknown beats todo and waiting, and that steps by
// hand count for nothing.
func TestExitCode(t *testing.T) {
	done, todo, waiting, unknown := runbook.Done("a"), runbook.Todo("b"), runbook.Waiting("c"), runbook.Unknown("d")
	for want, groups := range map[int][][]runbook.Verdict{
		0: {{}, {done}, {runbook.ByHand("look")}, {done, {Status: runbook.StatusAttested}, {Status: runbook.StatusNotApplicable}, {Status: runbook.StatusSkipped}}},
		1: {{todo}, {waiting}, {done, todo}, {todo, waiting}},
		2: {{unknown}, {done, unknown}, {todo, unknown, waiting}},
	} {
		for _, verdicts := range groups {
			var all []runbook.Step
			for i, v := range verdicts {
				all = append(all, fakes.Step("s"+string(rune('a'+i)), v))
			}
			book := fakes.NewBook(t, all...)
			if got := report(t, book, fakes.Nothing(book.Config)).ExitCode(); got != want {
				t.Errorf("%v: got %d, want %d", verdicts, got, want)
			}
		}
	}
}
