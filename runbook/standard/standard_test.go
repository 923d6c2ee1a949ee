package standard_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/standard"
	"hardbook/runbook/steps"
)

// TestStandards: every number of each standard is what a step is about, or has
// a reason why none is, not both; and every reference of a step is a number.
func TestStandards(t *testing.T) {
	all, err := standard.All()
	if err != nil {
		t.Fatal(err)
	}
	size := map[string]int{"cis-7.0": 70, "ssb": 12}
	for _, s := range all {
		if len(s.Items) != size[s.Name] {
			t.Errorf("%s has %d numbers, not %d", s.Name, len(s.Items), size[s.Name])
		}
		about, seen := map[string]bool{}, map[string]bool{}
		for _, step := range steps.All() {
			for _, number := range s.Numbers(step) {
				about[number] = true
				if !slices.ContainsFunc(s.Items, func(i standard.Item) bool { return i.Number == number }) {
					t.Errorf("step %s refers to %s, which %s does not have", step.ID, number, s.Name)
				}
			}
		}
		for _, i := range s.Items {
			if seen[i.Number] {
				t.Errorf("%s has %s twice", s.Name, i.Number)
			}
			seen[i.Number] = true
			switch {
			case about[i.Number] && i.Reason != "":
				t.Errorf("%s %s has a step: take its reason away (%s)", s.Name, i.Number, i.Reason)
			case !about[i.Number] && i.Reason == "":
				t.Errorf("%s %s (%s) has neither a step nor a reason", s.Name, i.Number, i.Title)
			case i.Reason != "" && !regexp.MustCompile(`^(organization only|workload|judgement|paid): .*[^.]$`).MatchString(i.Reason):
				t.Errorf("%s %s: the reason %q is of no kind", s.Name, i.Number, i.Reason)
			}
		}
	}
}

// TestCrosswalk holds what a row says of steps that are to do, that do not
// apply, that are skipped, that the config leaves out, and of none.
func TestCrosswalk(t *testing.T) {
	cis, err := standard.Named("cis-7.0")
	if err != nil {
		t.Fatal(err)
	}
	cfg := config.Example()
	cfg.Profile, cfg.Paid = config.Baseline, false
	cfg.Skip = []config.Skipped{{ID: "skipped", Reason: "in use"}}
	step := func(id, number string) runbook.Step {
		return runbook.Step{ID: id, Phase: runbook.Root, Profile: config.Essentials, Refs: runbook.Refs{CIS: number}}
	}
	deeper, paid, foreign := step("deeper", "4.4"), step("paid", "4.3"), step("foreign", "2.2")
	deeper.Profile, paid.Paid, paid.Profile = config.CIS, true, config.CIS
	foreign.Applies = func(config.Config) string { return "not here" }
	plan, err := runbook.NewPlan(cfg, []runbook.Step{step("one", "2.4,2.5"), step("two", "2.4, 4.4"), deeper, paid, foreign, step("skipped", "2.6")})
	if err != nil {
		t.Fatal(err)
	}
	rows := cis.Crosswalk(plan)
	got := map[string]string{}
	for _, r := range rows {
		var ids []string
		for _, e := range r.Steps {
			ids = append(ids, e.Step.ID)
		}
		got[r.Number] = strings.Join(ids, "+") + "|" + r.Reason
	}
	for number, want := range map[string]string{
		"2.4": "one+two|", "2.5": "one|", "4.4": "two+deeper|",
		"4.3": "paid|paid: only with profile: cis and paid: true, because it costs money",
		"2.2": "foreign|foreign: not here", "2.6": "skipped|skipped: in use",
	} {
		if got[number] != want {
			t.Errorf("%s: got %q, want %q", number, got[number], want)
		}
	}
	if !strings.HasPrefix(got["2.16"], "|workload: ") {
		t.Errorf("2.16: got %q", got["2.16"])
	}
	if said, want := standard.Coverage(rows), "Of 70 numbers, steps of this book are about 3, steps that it leaves out about 3, and no step about 64"; said != want {
		t.Errorf("got %q, want %q", said, want)
	}
}
