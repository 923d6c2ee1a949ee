package verify

import (
	"fmt"
	"slices"
	"time"

	"hardbook/runbook"
)

// A Spell is a time in which one reading after the other saw a step in the same
// status. Times are those at which AWS was asked, not those of verify.
type Spell struct {
	Status runbook.Status `json:"status"`
	From   time.Time      `json:"from"`  // the first reading that saw it
	Until  time.Time      `json:"until"` // the last one
}

// most is how many spells of a step are kept.
const most = 50

// Compare notes in r what the report before, about the same account, says of
// each step: how it was, where it differs, and its history, to which r's own
// reading is added.
func (r *Report) Compare(before Report) {
	at := r.Source.CollectedAt
	for i := range r.Steps {
		s := &r.Steps[i]
		old, ok := before.Find(s.ID)
		if ok {
			s.History = seen(old.History, old.Status, before.Source.CollectedAt)
			if old.Status != s.Status {
				s.Was = old.Status
			}
		}
		s.History = seen(s.History, s.Status, at)
	}
}

// LookBack is Compare for an earlier time, after it: each step is compared with
// what it was then, or, where nobody had looked by then, with what was seen first.
func (r *Report) LookBack(then time.Time) {
	r.Since = then
	for i := range r.Steps {
		s := &r.Steps[i]
		if s.Was = ""; len(s.History) == 0 {
			continue
		}
		was := s.History[0]
		for _, spell := range s.History {
			if !spell.From.After(then) {
				was = spell
			}
		}
		if was.Status != s.Status {
			s.Was = was.Status
		}
	}
}

// Later is when the account was last read according to the history of the steps,
// and whether that is after the report's own reading: then what it says is over.
func (r Report) Later() (time.Time, bool) {
	last := r.Source.CollectedAt
	for _, s := range r.Steps {
		if n := len(s.History); n > 0 && s.History[n-1].Until.After(last) {
			last = s.History[n-1].Until
		}
	}
	return last, last.After(r.Source.CollectedAt)
}

// seen is the history with one more reading in it. One that is older than the
// last adds nothing: what it saw is over. The last spell in which the step was
// done is never dropped, however long ago it was.
func seen(history []Spell, status runbook.Status, at time.Time) []Spell {
	history = slices.Clone(history)
	if last := len(history) - 1; last >= 0 && at.Before(history[last].Until) {
		return history
	}
	if last := len(history) - 1; last >= 0 && history[last].Status == status {
		history[last].Until = at
		return history
	}
	history = append(history, Spell{status, at, at})
	for len(history) > most {
		drop := 0
		if !slices.ContainsFunc(history[1:], func(s Spell) bool { return s.Status.Ticked() }) {
			drop = 1
		}
		history = slices.Delete(history, drop, drop+1)
	}
	return history
}

// Lost is when a step that is open now, or cannot be read any more, was last
// seen to be done, and whether it ever was. With a report that looks back to a
// time, what was lost before it does not count: a step is lost when it was first
// seen to be open, and not yet when a reading between could not tell.
func (r Report) Lost(s StepReport) (time.Time, bool) {
	last := len(s.History) - 1
	if last < 0 || s.History[last].Status != s.Status || !s.Status.Open() && s.Status != runbook.StatusUnknown {
		return time.Time{}, false
	}
	for i, from := last-1, s.History[last].From; i >= 0; i-- {
		spell := s.History[i]
		if spell.Status.Ticked() {
			return spell.Until, from.After(r.Since)
		}
		if spell.Status.Open() || spell.Status == s.Status {
			from = spell.From
		}
	}
	return time.Time{}, false
}

// Told is the step's reason as people are told: of what was lost it says first
// when it was done.
func (r Report) Told(s StepReport) string {
	if until, lost := r.Lost(s); lost {
		return s.WasDone(until) + ": " + s.Reason
	}
	return s.Reason
}

// WasDone says of a step that was lost when it was last seen to be done. Of one
// that cannot be read nobody knows whether it still is.
func (s StepReport) WasDone(until time.Time) string {
	now := "is not any more"
	if s.Status == runbook.StatusUnknown {
		now = "cannot be read any more"
	}
	return "was done on " + until.UTC().Format(time.DateOnly) + ", " + now
}

// DriftCode is the exit code of a report that looks back to a time: 0 when
// nothing was lost since then, 1 when something that was done is not any more,
// and 2, which beats 1, when something that was done cannot be read any more.
func (r Report) DriftCode() int {
	code := ExitDone
	for _, s := range r.Losses() {
		if s.Status == runbook.StatusUnknown {
			return ExitUnread
		}
		code = ExitOpen
	}
	return code
}

// Validate fails on a report that no hardbook wrote: its statuses are words that
// people are shown.
func (r Report) Validate() error {
	for _, s := range r.Steps {
		seen := []runbook.Status{s.Status}
		for _, spell := range s.History {
			seen = append(seen, spell.Status)
		}
		for _, status := range seen {
			if !slices.Contains(runbook.Statuses(), status) {
				return fmt.Errorf("there is no status %q", status)
			}
		}
	}
	return nil
}
