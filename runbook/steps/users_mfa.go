package steps

import (
	"time"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/judge"
)

// UsersMFA watches that nobody signs in to the console with a password alone.
// It needs the admin's MFA: where there is no user yet, all of them having MFA
// says nothing.
var UsersMFA = runbook.Step{
	ID:      "users-mfa",
	Phase:   runbook.Identity,
	Who:     runbook.AsAdmin,
	Profile: config.Baseline,
	Check:   runbook.From2(calls.IAMCredentialReport, evidence.CollectedAt(), judgeUsersMFA),
	Needs:   []string{"admin-mfa"},
	Refs:    runbook.Refs{CIS: "2.10", SSB: "ACCT.05"},
}

// judgeUsersMFA looks at users with a console password only: an access key has
// no MFA of its own.
func judgeUsersMFA(_ config.Config, r calls.CredentialReport, at time.Time) runbook.Verdict {
	report, err := judge.ReportTime(r, at)
	if err != nil {
		return runbook.Unknown("%s", err)
	}
	users, err := r.Content.Users()
	if err != nil {
		return runbook.Unknown("%s", err)
	}
	var findings []runbook.Finding
	var without []string
	for _, user := range users {
		password, err := r.Content.Flag(user, "password_enabled")
		if err != nil {
			return runbook.Unknown("%s", err)
		}
		mfa, err := r.Content.Flag(user, "mfa_active")
		switch {
		case err != nil:
			return runbook.Unknown("%s", err)
		case !password:
		case mfa:
			findings = append(findings, runbook.Finding{OK: true, Resource: user, Detail: user + " has a console password and MFA"})
		default:
			findings = append(findings, runbook.Finding{Resource: user, Detail: user + " has a console password and no MFA"})
			without = append(without, user)
		}
	}
	switch {
	case len(without) > 0:
		return runbook.Todo("a password is enough to sign in as %s %s", judge.And(without), judge.AsOf(report)).With(findings...)
	case len(findings) == 0:
		return runbook.Done("no user has a console password %s", judge.AsOf(report))
	}
	return runbook.Done("every user with a console password has MFA %s", judge.AsOf(report)).With(findings...)
}
