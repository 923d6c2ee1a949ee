package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// FreePlan finds out when the free plan ends, and with it the account.
//
// freetier get-account-plan-state tells, and the aws command knows it since
// July 2025. It is not asked, because the module of the AWS SDK for Go that has
// it could not be had when this was written: the book shows the command instead.
var FreePlan = runbook.Step{
	ID:      "free-plan",
	Phase:   runbook.Money,
	Who:     runbook.AsRoot,
	Profile: config.Baseline,
	Check:   runbook.Manual("hardbook does not read the account's plan; the command of the step shows when it ends"),
	Applies: judge.NotForMembers("an account in an organization is on the paid plan"),
}
