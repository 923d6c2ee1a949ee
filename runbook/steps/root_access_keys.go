package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
)

// RootAccessKeys makes sure that the root user has no access key.
var RootAccessKeys = runbook.Step{
	ID:      "root-access-keys",
	Phase:   runbook.Root,
	Who:     runbook.AsRoot,
	Profile: config.Essentials,
	Check:   runbook.From1(calls.IAMAccountSummary, judgeRootAccessKeys),
	Refs:    runbook.Refs{CIS: "2.4", SSB: "ACCT.02"},
}

func judgeRootAccessKeys(_ config.Config, s calls.AccountSummary) runbook.Verdict {
	if s.SummaryMap.AccountAccessKeysPresent != 0 {
		return runbook.Todo("the root user has an access key")
	}
	return runbook.Done("the root user has no access keys")
}
