package permissions

import (
	"hardbook/runbook/config"
	"hardbook/runbook/names"
)

// ssm has the commands about one setting of Systems Manager.
func ssm() map[string][]Permission {
	return map[string][]Permission{
		"ssm get-service-setting":    one("ssm:GetServiceSetting", documentSharing),
		"ssm reset-service-setting":  one("ssm:ResetServiceSetting", documentSharing),
		"ssm update-service-setting": one("ssm:UpdateServiceSetting", documentSharing),
	}
}

// documentSharing is the setting about documents shared with everybody, in each
// Region.
func documentSharing(cfg config.Config) []string {
	return []string{names.ARN("ssm", "*", cfg.Account.ID, "servicesetting/ssm/documents/console/public-sharing-permission")}
}
