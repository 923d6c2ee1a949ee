package session

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"hardbook/runbook/hint"
	"hardbook/runbook/verify"
)

// sinceWhen reads what --since says: a day, a time, an age or "last", which is
// the reading before. "" is no time at all.
func sinceWhen(text string, before verify.Report, now time.Time) (time.Time, error) {
	var then time.Time
	switch days, isDays := strings.CutSuffix(text, "d"); {
	case text == "":
		return then, nil
	case text == "last":
		return before.Source.CollectedAt, nil
	case isDays:
		if n, err := strconv.Atoi(days); err == nil && n > 0 && n < 100_000 {
			then = now.AddDate(0, 0, -n)
		}
	default:
		if age, err := time.ParseDuration(text); err == nil && age > 0 {
			then = now.Add(-age)
		}
		for _, form := range []string{time.DateOnly, time.RFC3339} {
			if at, err := time.Parse(form, text); err == nil {
				then = at
			}
		}
	}
	switch {
	case then.IsZero():
		return then, hint.Add(fmt.Errorf("--since: %q is no time", text), "give a day such as 2026-11-21 (it begins at 00:00 UTC), an age such as 30d or 12h, or last")
	case then.After(now):
		return then, hint.Add(fmt.Errorf("--since: %s is still to come", text), "give a day that is over")
	}
	return then, nil
}
