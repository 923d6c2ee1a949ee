package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// RootMFA puts a second factor on the root user.
var RootMFA = runbook.Step{
	ID:      "root-mfa",
	Phase:   runbook.Root,
	Who:     runbook.AsRoot,
	Profile: config.Essentials,
	Check:   runbook.From1(calls.IAMAccountSummary, judgeRootMFA),
	Refs:    runbook.Refs{CIS: "2.5", SSB: "ACCT.05"},
}

func judgeRootMFA(cfg config.Config, s calls.AccountSummary) runbook.Verdict {
	if v, ok := judge.Rootless(cfg, s); ok {
		return v
	}
	if s.SummaryMap.AccountMFAEnabled != 1 {
		return runbook.Todo("the root user has no MFA device")
	}
	return runbook.Done("the root user has an MFA device")
}
