package verify

import (
	"time"

	"hardbook/runbook"
	"hardbook/runbook/words"
)

// Date says in every verdict that rests on evidence how old it is, where that
// is more than maxAge at the time of the check. What a person said, or the
// config, does not age.
func (r *Report) Date(maxAge time.Duration) {
	age := r.CheckedAt.Sub(r.Source.CollectedAt)
	if age <= maxAge || r.Source.Age != "" {
		return
	}
	r.Source.Age = inWords(age)
	as := " (as of " + words.Moment(r.Source.CollectedAt) + ")"
	for i, s := range r.Steps {
		switch s.Status {
		case runbook.StatusDone, runbook.StatusTodo, runbook.StatusWaiting, runbook.StatusUnknown:
			r.Steps[i].Reason += as
		}
	}
}

// inWords is an age in its largest unit: "3 days", "5 hours".
func inWords(age time.Duration) string {
	n, unit := int(age/time.Minute), "minute"
	switch {
	case age >= 24*time.Hour:
		n, unit = int(age/(24*time.Hour)), "day"
	case age >= time.Hour:
		n, unit = int(age/time.Hour), "hour"
	}
	return words.Count(n, unit)
}
