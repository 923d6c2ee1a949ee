package steps

import (
	"time"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/judge"
	"hardbook/runbook/words"
)

// RootUnused watches that the root user is not used after hardening.
var RootUnused = runbook.Step{
	ID:      "root-unused",
	Phase:   runbook.Root,
	Who:     runbook.AsRoot,
	Profile: config.Essentials,
	Check:   runbook.From2(calls.IAMCredentialReport, evidence.CollectedAt(), judgeRootUnused),
	Refs:    runbook.Refs{CIS: "2.7", SSB: "ACCT.02"},
}

// recently is how long a use of root keeps the step open where nobody says which day
// it was hardened on. The CIS benchmark names no number; other tools that look at
// the same report take 1 to 90 days.
const recently = 90 * judge.Day

// judgeRootUnused counts hardened_on only once that day has come: a day that
// is still ahead would make every use of root good. Without it, nothing tells the
// hardening from a use that nobody meant: use within a day may still be the
// hardening, and any other recent use is todo, until hardened_on explains it.
func judgeRootUnused(cfg config.Config, r calls.CredentialReport, at time.Time) runbook.Verdict {
	last, err := rootLastUse(r)
	if err != nil {
		return runbook.Unknown("%s", err)
	}
	report, err := judge.ReportTime(r, at)
	if err != nil {
		return runbook.Unknown("%s", err)
	}
	hardened := !cfg.HardenedOn.IsZero() && !cfg.HardenedOn.After(at)
	switch {
	case last.IsZero():
		return runbook.Done("the root user was never used %s", judge.AsOf(report))
	case hardened && last.After(endOf(cfg.HardenedOn)):
		return runbook.Todo("the root user was used on %s, after %s when the account was hardened %s",
			words.Moment(last), cfg.HardenedOn, judge.AsOf(report))
	case !hardened && report.Sub(last) < judge.Day:
		return runbook.Waiting("the root user was used on %s, within a day before the report %s",
			words.Moment(last), judge.AsOf(report))
	case !hardened && report.Sub(last) < recently:
		return runbook.Todo("the root user was used on %s, and no hardened_on in hardbook.yaml says that this was the hardening %s",
			words.Moment(last), judge.AsOf(report))
	}
	return runbook.Done("the root user was last used on %s %s", words.Moment(last), judge.AsOf(report))
}

// rootLastUse looks at all three dates, always: password and both access keys.
func rootLastUse(r calls.CredentialReport) (time.Time, error) {
	return r.Content.LastUse(calls.RootRow,
		"password_last_used", "access_key_1_last_used_date", "access_key_2_last_used_date")
}

// endOf is the last moment of a day in UTC, as AWS counts: use on the day itself
// is the hardening.
func endOf(day config.Date) time.Time { return day.Add(judge.Day - time.Nanosecond) }
