package permissions

import (
	"hardbook/runbook/config"
	"hardbook/runbook/names"
)

// account has the commands about the account's Regions. Source: Service
// Authorization Reference, Account Management: an account names itself.
func account() map[string][]Permission {
	return map[string][]Permission{
		"account disable-region":        one("account:DisableRegion", itself),
		"account enable-region":         one("account:EnableRegion", itself),
		"account get-region-opt-status": one("account:GetRegionOptStatus", itself),
		"account list-regions":          one("account:ListRegions", itself),
	}
}

func itself(cfg config.Config) []string {
	return []string{names.ARN("account", "", cfg.Account.ID, "account")}
}
