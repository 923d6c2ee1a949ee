package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// TrailAlert has an e-mail sent when somebody changes what watches the account.
var TrailAlert = runbook.Step{
	ID:      "trail-alert",
	Phase:   runbook.Watch,
	Who:     runbook.AsOperator,
	Profile: config.Baseline,
	Check: judge.AlertCheck("trail-alert", judge.Clauses{
		Done:    "every address hears of changes of the trail",
		Todo:    "not every address would hear of changes of the trail",
		Waiting: "addresses must be confirmed before they hear of changes of the trail",
	}),
	Needs: judge.AlertNeeds(),
}
