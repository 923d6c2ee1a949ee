package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// IAMAlert has an e-mail sent whenever users, roles or permissions change:
// whoever has IAMFullAccess can give itself anything.
var IAMAlert = runbook.Step{
	ID:      "iam-alert",
	Phase:   runbook.Watch,
	Who:     runbook.AsOperator,
	Profile: config.Baseline,
	Check: judge.AlertCheck("iam-alert", judge.Clauses{
		Done:    "every address hears of changes of users and permissions, which arrive",
		Todo:    "not every address would hear of changes of users and permissions, which arrive",
		Waiting: "addresses must be confirmed before they hear of changes of users and permissions, which arrive",
	}),
	Needs: judge.AlertNeeds(),
}
