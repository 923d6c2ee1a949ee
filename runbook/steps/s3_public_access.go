package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// S3PublicAccess keeps every bucket of the account from being public, whatever
// its own settings say.
var S3PublicAccess = runbook.Step{
	ID:      "s3-public-access",
	Phase:   runbook.Defaults,
	Who:     runbook.AsOperator,
	Profile: config.Baseline,
	Check:   runbook.From1(calls.S3AccountPublicAccess, judgeS3PublicAccess),
	Refs:    runbook.Refs{CIS: "3.1.4", SSB: "ACCT.08"},
}

func judgeS3PublicAccess(_ config.Config, a calls.AccountPublicAccess) runbook.Verdict {
	if a.Absent {
		return runbook.Todo("the account does not keep its buckets from being public")
	}
	block := a.PublicAccessBlockConfiguration
	var off []string
	var findings []runbook.Finding
	for _, flag := range []struct {
		name string
		on   bool
	}{
		{"BlockPublicAcls", block.BlockPublicAcls},
		{"IgnorePublicAcls", block.IgnorePublicAcls},
		{"BlockPublicPolicy", block.BlockPublicPolicy},
		{"RestrictPublicBuckets", block.RestrictPublicBuckets},
	} {
		detail := flag.name + " is on"
		if !flag.on {
			detail = flag.name + " is off"
			off = append(off, flag.name)
		}
		findings = append(findings, runbook.Finding{OK: flag.on, Resource: flag.name, Detail: detail})
	}
	switch {
	case len(off) == 1:
		return runbook.Todo("of the four parts that keep buckets from being public, %s is off", off[0]).With(findings...)
	case len(off) > 1:
		return runbook.Todo("of the four parts that keep buckets from being public, %s are off", judge.And(off)).With(findings...)
	}
	return runbook.Done("no bucket of the account can be public").With(findings...)
}
