package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/config"
)

// TrustedAdvisor looks at what AWS itself finds wrong with the account.
var TrustedAdvisor = runbook.Step{
	ID:       "trusted-advisor",
	Phase:    runbook.Watch,
	Who:      runbook.AsAdmin,
	Profile:  config.Baseline,
	Policies: []string{"trusted-advisor"},
	Check:    runbook.Manual("the API of Trusted Advisor needs a paid support plan; look at it in the console"),
	Refs:     runbook.Refs{SSB: "ACCT.12"},
}
