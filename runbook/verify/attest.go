package verify

import (
	"fmt"
	"time"

	"hardbook/runbook"
)

// An Attestation is a person's word that a step is done which no program can
// see.
type Attestation struct {
	ID    string    // the step
	Who   string    // free text
	At    time.Time // when they said so
	Until time.Time // the last day, in UTC, on which it holds
	Note  string    // free text, "" where they gave none
}

// Over reports whether the attestation holds no more: a tick by hand fades,
// since nobody sees when it stops being true.
func (a Attestation) Over(now time.Time) bool { return !now.Before(a.Until.AddDate(0, 0, 1)) }

// Early reports whether it was made more than a day after now: then one of two
// clocks is wrong, and nobody knows how long it holds.
func (a Attestation) Early(now time.Time) bool { return a.At.After(now.Add(24 * time.Hour)) }

// Attest puts into the report what people said of steps that it calls manual.
// It changes no other verdict: what hardbook can see, no word of a person alters.
// What is over, or not yet said, leaves a step manual, with a word about it. Where a
// step is attested twice, the first that holds counts.
func (r *Report) Attest(list []Attestation, now time.Time) {
	manual := map[string]string{} // what hardbook says itself, by step
	for _, s := range r.Steps {
		if s.Status == runbook.StatusManual {
			manual[s.ID] = s.Reason
		}
	}
	for _, a := range list {
		for i, s := range r.Steps {
			own, ok := manual[s.ID]
			if !ok || s.ID != a.ID || s.Status != runbook.StatusManual {
				continue
			}
			r.Steps[i].Reason = a.Words(now) + " (hardbook itself: " + own + ")"
			if a.Over(now) || a.Early(now) {
				continue
			}
			r.Steps[i].Status = runbook.StatusAttested
			r.Summary[runbook.StatusManual]--
			r.Summary[runbook.StatusAttested]++
		}
	}
}

// Words say what was said, and until when it holds: a sentence without a full stop.
func (a Attestation) Words(now time.Time) string {
	said := fmt.Sprintf("%s said so on %s", a.Who, day(a.At))
	switch {
	case a.Early(now):
		return fmt.Sprintf("%s, which is still to come, so it does not count: set the clock right, and attest it again", said)
	case a.Over(now):
		return fmt.Sprintf("%s, which held until %s: look again", said, day(a.Until))
	case a.Note != "":
		said += ": " + a.Note
	}
	return fmt.Sprintf("%s; this holds until %s", said, day(a.Until))
}

func day(t time.Time) string { return t.UTC().Format(time.DateOnly) }
