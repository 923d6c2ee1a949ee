package verify_test

import (
	"maps"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"go.yaml.in/yaml/v3"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/fakes"
	"hardbook/runbook/steps"
	"hardbook/runbook/verify"
)

var (
	saidAt    = time.Date(2026, 11, 22, 10, 30, 0, 0, time.UTC)
	heldUntil = time.Date(2027, 11, 22, 0, 0, 0, 0, time.UTC)
)

// ofEach is a report with a step of each status, named after it.
func ofEach() verify.Report {
	r := verify.Report{Summary: map[runbook.Status]int{}}
	for _, s := range runbook.Statuses() {
		r.Summary[s]++
		r.Steps = append(r.Steps, verify.StepReport{ID: string(s), Status: s, Reason: "nobody sees it"})
	}
	return r
}

// TestAttestChangesManualOnly: a person's word makes attested of manual, and
// nothing of what hardbook can see.
func TestAttestChangesManualOnly(t *testing.T) {
	r, before := ofEach(), ofEach()
	var list []verify.Attestation
	for _, s := range append(runbook.Statuses(), "no-such-step") {
		list = append(list, verify.Attestation{ID: string(s), Who: "Jo", At: saidAt, Until: heldUntil, Note: "seen"})
	}
	r.Attest(list, saidAt)
	for i, s := range r.Steps {
		want := before.Steps[i]
		if want.Status == runbook.StatusManual {
			want.Status = runbook.StatusAttested
			want.Reason = "Jo said so on 2026-11-22: seen; this holds until 2027-11-22 (hardbook itself: nobody sees it)"
		}
		if s.ID != want.ID || s.Status != want.Status || s.Reason != want.Reason {
			t.Errorf("%s: got %s: %s, want %s: %s", s.ID, s.Status, s.Reason, want.Status, want.Reason)
		}
	}
	before.Summary[runbook.StatusManual], before.Summary[runbook.StatusAttested] = 0, 2
	if !maps.Equal(r.Summary, before.Summary) {
		t.Errorf("summary: got %v, want %v", r.Summary, before.Summary)
	}
	if r.ExitCode() != ofEach().ExitCode() {
		t.Error("the exit code is another")
	}
}

// TestAttestFades: it holds through its last day, and from a clock that runs
// ahead by no more than a day.
func TestAttestFades(t *testing.T) {
	const itself = " (hardbook itself: nobody sees it)"
	const holds, over = "Jo said so on 2026-11-22; this holds until 2027-11-22", "Jo said so on 2026-11-22, which held until 2027-11-22: look again"
	const early = "Jo said so on 2026-11-22, which is still to come, so it does not count: set the clock right, and attest it again"
	for _, c := range []struct {
		now  time.Time
		want string
	}{
		{saidAt, holds},
		{heldUntil.Add(24*time.Hour - time.Second), holds},
		{heldUntil.Add(24 * time.Hour), over},
		{heldUntil.AddDate(9, 0, 0), over},
		{saidAt.Add(-24 * time.Hour), holds},
		{saidAt.Add(-24*time.Hour - time.Second), early},
	} {
		r := ofEach()
		r.Attest([]verify.Attestation{{ID: "manual", Who: "Jo", At: saidAt, Until: heldUntil}}, c.now)
		status := runbook.StatusManual
		if c.want == holds {
			status = runbook.StatusAttested
		}
		if got, _ := r.Find("manual"); got.Status != status || got.Reason != c.want+itself {
			t.Errorf("at %s: got %s: %s, want %s: %s", c.now, got.Status, got.Reason, status, c.want+itself)
		}
		if r.Summary[runbook.StatusManual]+r.Summary[runbook.StatusAttested] != 2 {
			t.Errorf("at %s: summary %v", c.now, r.Summary)
		}
	}
}

// TestAttestTwice: the first that holds counts, once.
func TestAttestTwice(t *testing.T) {
	r := ofEach()
	past := verify.Attestation{ID: "manual", Who: "Al", At: saidAt.AddDate(-2, 0, 0), Until: heldUntil.AddDate(-2, 0, 0)}
	jo, di := verify.Attestation{ID: "manual", Who: "Jo", At: saidAt, Until: heldUntil}, verify.Attestation{ID: "manual", Who: "Di", At: saidAt, Until: heldUntil}
	r.Attest([]verify.Attestation{past, jo, di}, saidAt)
	got, _ := r.Find("manual")
	if !strings.HasPrefix(got.Reason, "Jo said so") || strings.Count(got.Reason, "itself") != 1 || r.Summary[runbook.StatusManual] != 0 || r.Summary[runbook.StatusAttested] != 2 {
		t.Errorf("got %s, summary %v", got.Reason, r.Summary)
	}
}

// TestByHandIsDeclared: a step says that a person may have the last word where
// one of its cases is manual, and nowhere else. So no other can be attested.
func TestByHandIsDeclared(t *testing.T) {
	for _, s := range steps.All() {
		files, err := filepath.Glob("../steps/testdata/" + strings.ReplaceAll(s.ID, "-", "_") + "/*.txtar")
		if err != nil || len(files) == 0 {
			t.Fatalf("%s has no cases: %v", s.ID, err)
		}
		manual := ""
		for _, file := range files {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var want struct{ Status runbook.Status }
			if err := yaml.Unmarshal(archive.Comment, &want); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			if want.Status == runbook.StatusManual && !(s.Billed() && path.Base(file) == "not_named.txtar") { // what is not asked for
				manual = file
			}
		}
		cfg := config.Example()
		cfg.LogArchive = "999988887777"
		if may := s.Check.MayBeByHand(cfg); may != (manual != "") {
			t.Errorf("%s: MayBeByHand is %t, but its manual case is %q", s.ID, may, manual)
		}
	}
	book := fakes.WholeBook(t)
	book.Config.BilledChecks = nil
	again, err := runbook.NewPlan(book.Config, steps.All())
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range []struct {
		book runbook.Plan
		want bool
	}{{book.Plan, false}, {again, true}} {
		if e, err := b.book.Find(steps.CostAnomalies.ID); err != nil || e.Check.MayBeByHand(b.book.Config) != b.want {
			t.Errorf("cost-anomalies may be by hand: %t (%v), want %t", e.Check.MayBeByHand(b.book.Config), err, b.want)
		}
	}
}
