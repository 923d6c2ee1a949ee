package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/config"
)

// BillingAccess lets IAM identities see the bill.
var BillingAccess = runbook.Step{
	ID:      "billing-access",
	Phase:   runbook.Money,
	Who:     runbook.AsRoot,
	Profile: config.Essentials,
	Check:   runbook.Manual("no API tells whether IAM access to billing is on; look at the Account page"),
	Applies: ownBill,
}

// ownBill says why a step about the bill does not apply to a member account.
func ownBill(cfg config.Config) string {
	if cfg.Account.Kind == config.OrganizationMember {
		return "the organization's management account gets the bill and decides this"
	}
	return ""
}
