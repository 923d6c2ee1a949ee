package steps

import (
	"cmp"
	"strings"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/judge"
	"hardbook/runbook/words"
)

// UnusedCredentials watches that passwords and keys nobody uses are switched off.
var UnusedCredentials = runbook.Step{
	ID:      "unused-credentials",
	Phase:   runbook.Identity,
	Who:     runbook.AsAdmin,
	Profile: config.Baseline,
	Check:   runbook.From3(calls.IAMCredentialReport, evidence.Perhaps(calls.IAMServiceCredentials), evidence.CollectedAt(), judgeUnusedCredentials),
	Refs:    runbook.Refs{CIS: "2.11"},
}

const longestUnused = 45 * judge.Day

// judgeUnusedCredentials measures against the report's own time. What was never
// used counts from when it was set. Of credentials for one service AWS does not tell
// when they were used: only of a new one is it clear that it was not left over.
func judgeUnusedCredentials(_ config.Config, r calls.CredentialReport, services evidence.Maybe[calls.ServiceCredentials], at time.Time) runbook.Verdict {
	active, report, err := judge.CredentialsOf(r, at)
	forOne, errOne := judge.Working(services.Answer, at)
	if err := cmp.Or(err, errOne); err != nil {
		return runbook.Unknown("%s", err)
	}
	var findings []runbook.Finding
	var unused []string
	for _, c := range active {
		detail, last := "the "+c.Name+" of "+c.User+" was last used on "+words.Moment(c.Used), c.Used
		if c.Used.IsZero() {
			detail, last = "the "+c.Name+" of "+c.User+" was never used since "+words.Moment(c.Set), c.Set
		}
		ok := report.Sub(last) < longestUnused
		if !ok {
			unused = append(unused, detail)
		}
		findings = append(findings, runbook.Finding{OK: ok, Resource: c.User, Detail: detail})
	}
	untold := ""
	for _, c := range forOne {
		name := "the " + judge.ForService(c) + " of " + c.UserName
		f := runbook.Finding{OK: at.Sub(c.CreateDate.Time) < longestUnused, Resource: c.UserName, Detail: name + " was made on " + words.Moment(c.CreateDate.Time)}
		if !f.OK {
			f.Detail += ", and AWS does not tell when it was used"
			untold = cmp.Or(untold, f.Detail+": delete it in IAM if nothing needs it, or make a new one")
		}
		findings = append(findings, f)
	}
	switch {
	case len(unused) > 0:
		return runbook.Besides(runbook.Todo("unused for 45 days or more: %s %s", strings.Join(unused, "; "), judge.AsOf(report)).With(findings...), services.Unread)
	case untold != "":
		return runbook.Besides(runbook.Unknown("%s", untold).With(findings...), services.Unread)
	case len(findings) == 0:
		return runbook.Besides(runbook.Done("no user has a password or an access key that works %s", judge.AsOf(report)), services.Unread)
	}
	what := "password and access key"
	if len(forOne) > 0 {
		what = "password, access key and key for one service"
	}
	return runbook.Besides(runbook.Done("every %s that works was used or made in the last 45 days %s", what, judge.AsOf(report)).With(findings...), services.Unread)
}
