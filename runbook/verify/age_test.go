package verify_test

import (
	"strings"
	"testing"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/verify"
)

// TestDate: old evidence is dated in every verdict that rests on it, once;
// evidence that is young enough, or of a clock that runs ahead, is not.
func TestDate(t *testing.T) {
	const day = 24 * time.Hour
	cases := []struct {
		age, max time.Duration
		want     string // the age in words, "" where it is not old
	}{
		{day, day, ""},
		{-time.Hour, time.Minute, ""},
		{day + time.Second, day, "1 day"},
		{75 * time.Hour, day, "3 days"},
		{400 * day, 300 * day, "400 days"},
		{90 * time.Minute, time.Hour, "1 hour"},
		{5 * time.Hour, time.Hour, "5 hours"},
		{90 * time.Second, time.Minute, "1 minute"},
		{3 * time.Minute, time.Minute, "3 minutes"},
	}
	collected := time.Date(2026, 11, 20, 11, 0, 0, 0, time.FixedZone("CET", 3600))
	for _, c := range cases {
		r := verify.Report{CheckedAt: collected.Add(c.age), Source: verify.ReportSource{CollectedAt: collected}}
		for _, s := range runbook.Statuses() {
			r.Steps = append(r.Steps, verify.StepReport{Status: s, Reason: "it is so"})
		}
		r.Date(c.max)
		r.Date(c.max)
		if r.Source.Age != c.want {
			t.Errorf("%s old, %s allowed: got %q, want %q", c.age, c.max, r.Source.Age, c.want)
		}
		for _, s := range r.Steps {
			ages := strings.Contains("done todo waiting unknown", string(s.Status))
			want := "it is so"
			if ages && c.want != "" {
				want += " (as of 2026-11-20 10:00 UTC)"
			}
			if s.Reason != want {
				t.Errorf("%s old, %s allowed, %s: got %q", c.age, c.max, s.Status, s.Reason)
			}
		}
	}
}
