package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/config"
)

// SignInAlert has an e-mail sent when a sign-in to the console fails, or a
// user signs in without MFA.
var SignInAlert = runbook.Step{
	ID:      "sign-in-alert",
	Phase:   runbook.Watch,
	Who:     runbook.AsOperator,
	Profile: config.Baseline,
	Check: alertCheck("sign-in-alert", clauses{
		done:    "every address hears of bad sign-ins",
		todo:    "not every address would hear of bad sign-ins",
		waiting: "addresses must be confirmed before they hear of bad sign-ins",
	}),
	Needs: alertNeeds(),
}
