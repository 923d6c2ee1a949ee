package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// SignInAlert has an e-mail sent when a sign-in to the console fails, or a
// user signs in without MFA.
var SignInAlert = runbook.Step{
	ID:      "sign-in-alert",
	Phase:   runbook.Watch,
	Who:     runbook.AsOperator,
	Profile: config.Baseline,
	Check: judge.AlertCheck("sign-in-alert", judge.Clauses{
		Done:    "every address hears of bad sign-ins",
		Todo:    "not every address would hear of bad sign-ins",
		Waiting: "addresses must be confirmed before they hear of bad sign-ins",
	}),
	Needs: judge.AlertNeeds(),
}
