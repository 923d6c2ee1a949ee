package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/config"
)

// RootAlert has an e-mail sent whenever root is used. It is more than the
// metric filter and alarm of CIS 5.3, and not the same: so it has no number.
var RootAlert = runbook.Step{
	ID:      "root-alert",
	Phase:   runbook.Watch,
	Who:     runbook.AsOperator,
	Profile: config.Baseline,
	Check: alertCheck("root-alert", clauses{
		done:    "every address hears of each use of root",
		todo:    "not every address would hear of root being used",
		waiting: "addresses must be confirmed before they hear of root being used",
	}),
	Needs: alertNeeds(),
}
