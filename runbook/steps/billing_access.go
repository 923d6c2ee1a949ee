package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// BillingAccess lets IAM identities see the bill.
var BillingAccess = runbook.Step{
	ID:      "billing-access",
	Phase:   runbook.Money,
	Who:     runbook.AsRoot,
	Profile: config.Essentials,
	Check:   runbook.Manual("no API tells whether IAM access to billing is on; look at the Account page"),
	// Source: AWS Organizations API, CreateAccount, IamUserAccessToBilling.
	Applies: judge.NotForMembers("the organization's management account gets the bill; users of an account that it made may see what that account costs from the start"),
}
