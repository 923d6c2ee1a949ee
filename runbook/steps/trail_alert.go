package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/config"
)

// TrailAlert has an e-mail sent when somebody changes what watches the account.
var TrailAlert = runbook.Step{
	ID:      "trail-alert",
	Phase:   runbook.Watch,
	Who:     runbook.AsOperator,
	Profile: config.Baseline,
	Check: alertCheck("trail-alert", clauses{
		done:    "every address hears of changes of the trail",
		todo:    "not every address would hear of changes of the trail",
		waiting: "addresses must be confirmed before they hear of changes of the trail",
	}),
	Needs: alertNeeds(),
}
