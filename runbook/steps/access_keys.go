package steps

import (
	"strings"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/ask"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// AccessKeys watches that access keys are changed in time, and that the admin
// has none.
var AccessKeys = runbook.Step{
	ID:      "access-keys",
	Phase:   runbook.Identity,
	Who:     runbook.AsAdmin,
	Profile: config.Baseline,
	Check:   runbook.From2(ask.IAMCredentialReport, evidence.CollectedAt(), judgeAccessKeys),
	Refs:    runbook.Refs{CIS: "2.12"},
}

const oldestKey = 90 * aDay

func judgeAccessKeys(cfg config.Config, r ask.CredentialReport, at time.Time) runbook.Verdict {
	active, report, err := credentialsOf(r, at)
	if err != nil {
		return runbook.Unknown("%s", err)
	}
	var findings []runbook.Finding
	var wrong []string
	for _, c := range active {
		if !strings.HasPrefix(c.Name, "access key") {
			continue
		}
		detail, ok := "the "+c.Name+" of "+c.User+" is of "+c.Set.Format(minute), false
		switch {
		case strings.EqualFold(c.User, cfg.Admin.User):
			detail += ", and this user must have none"
		case report.Sub(c.Set) > oldestKey:
			detail += ", more than 90 days ago"
		default:
			ok = true
		}
		if !ok {
			wrong = append(wrong, detail)
		}
		findings = append(findings, runbook.Finding{OK: ok, Resource: c.User, Detail: detail})
	}
	switch {
	case len(wrong) > 0:
		return runbook.Todo("%s %s", strings.Join(wrong, "; "), asOf(report)).With(findings...)
	case len(findings) == 0:
		return runbook.Done("no user has an access key that works %s", asOf(report))
	}
	return runbook.Done("every access key that works is at most 90 days old, and %s has none %s", cfg.Admin.User, asOf(report)).With(findings...)
}
