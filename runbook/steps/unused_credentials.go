package steps

import (
	"strings"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/ask"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// UnusedCredentials watches that passwords and keys nobody uses are switched off.
var UnusedCredentials = runbook.Step{
	ID:      "unused-credentials",
	Phase:   runbook.Identity,
	Who:     runbook.AsAdmin,
	Profile: config.Baseline,
	Check:   runbook.From2(ask.IAMCredentialReport, evidence.CollectedAt(), judgeUnusedCredentials),
	Refs:    runbook.Refs{CIS: "2.11"},
}

const longestUnused = 45 * aDay

// judgeUnusedCredentials measures against the report's own time. What was never
// used counts from when it was set.
func judgeUnusedCredentials(_ config.Config, r ask.CredentialReport, at time.Time) runbook.Verdict {
	active, report, err := credentialsOf(r, at)
	if err != nil {
		return runbook.Unknown("%s", err)
	}
	var findings []runbook.Finding
	var unused []string
	for _, c := range active {
		detail, last := "the "+c.Name+" of "+c.User+" was last used on "+c.Used.Format(minute), c.Used
		if c.Used.IsZero() {
			detail, last = "the "+c.Name+" of "+c.User+" was never used since "+c.Set.Format(minute), c.Set
		}
		ok := report.Sub(last) < longestUnused
		if !ok {
			unused = append(unused, detail)
		}
		findings = append(findings, runbook.Finding{OK: ok, Resource: c.User, Detail: detail})
	}
	switch {
	case len(unused) > 0:
		return runbook.Todo("unused for 45 days or more: %s %s", strings.Join(unused, "; "), asOf(report)).With(findings...)
	case len(findings) == 0:
		return runbook.Done("no user has a password or an access key that works %s", asOf(report))
	}
	return runbook.Done("every password and access key that works was used or made in the last 45 days %s", asOf(report)).With(findings...)
}
