package steps

import (
	"slices"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/judge"
	"hardbook/runbook/words"
)

// ExpiredCertificates watches that TLS certificates which ran out are removed.
var ExpiredCertificates = runbook.Step{
	ID:      "expired-certificates",
	Phase:   runbook.Identity,
	Who:     runbook.AsAdmin,
	Profile: config.CIS,
	Check:   runbook.From2(calls.IAMServerCertificates, evidence.CollectedAt(), judgeExpiredCertificates),
	Refs:    runbook.Refs{CIS: "2.17"},
}

func judgeExpiredCertificates(_ config.Config, c calls.ServerCertificates, at time.Time) runbook.Verdict {
	if len(c.ServerCertificateMetadataList) == 0 {
		return runbook.Verdict{Status: runbook.StatusNotApplicable, Reason: "no TLS certificate is kept in IAM"}
	}
	var findings []runbook.Finding
	var expired []string
	for _, one := range c.ServerCertificateMetadataList {
		name, until := one.ServerCertificateName, words.Moment(one.Expiration.Time)
		if one.Expiration.After(at) {
			findings = append(findings, runbook.Finding{OK: true, Resource: one.Arn, Detail: name + " is good until " + until})
			continue
		}
		findings = append(findings, runbook.Finding{Resource: one.Arn, Detail: name + " ran out on " + until})
		expired = append(expired, name+" (on "+until+")")
	}
	slices.Sort(expired) // AWS gives lists in any order
	if len(expired) > 0 {
		return runbook.Todo("certificates that ran out are kept in IAM: %s", judge.And(expired)).With(findings...)
	}
	return runbook.Done("no TLS certificate that is kept in IAM has run out").With(findings...)
}
