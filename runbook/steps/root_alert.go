package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// RootAlert has an e-mail sent whenever root is used. It is more than the
// metric filter and alarm of CIS 5.3, and not the same: so it has no number.
var RootAlert = runbook.Step{
	ID:      "root-alert",
	Phase:   runbook.Watch,
	Who:     runbook.AsOperator,
	Profile: config.Baseline,
	Check: judge.AlertCheck("root-alert", judge.Clauses{
		Done:    "every address hears of each use of root",
		Todo:    "not every address would hear of root being used",
		Waiting: "addresses must be confirmed before they hear of root being used",
	}),
	Needs: judge.AlertNeeds(),
}
