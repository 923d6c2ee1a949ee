package permissions

import (
	"hardbook/runbook/config"
	"hardbook/runbook/names"
)

// securityhub has the commands about Security Hub, of which an account has one
// in each Region. To be switched on, with a tag, it takes three permissions: the
// first one in an account makes a role as well.
// Source: Service Authorization Reference, AWS Security Hub; Security Hub User
// Guide, Service-linked roles.
func securityhub() map[string][]Permission {
	return map[string][]Permission{
		"securityhub batch-enable-standards": one("securityhub:BatchEnableStandards", ownHub),
		"securityhub describe-hub":           one("securityhub:DescribeHub", ownHub),
		"securityhub describe-standards":     one("securityhub:DescribeStandards", ownHub),
		"securityhub disable-security-hub":   one("securityhub:DisableSecurityHub", ownHub),
		"securityhub enable-security-hub": {
			{Action: "securityhub:EnableSecurityHub", Narrow: ownHub},
			{Action: "securityhub:TagResource", Narrow: ownHub},
			{Action: "iam:CreateServiceLinkedRole", Narrow: hubRole},
		},
		"securityhub get-enabled-standards":  one("securityhub:GetEnabledStandards", ownHub),
		"securityhub list-tags-for-resource": one("securityhub:ListTagsForResource", ownHub),
	}
}

// ownHub is the account's one, in any Region.
func ownHub(cfg config.Config) []string {
	return []string{names.ARN("securityhub", "*", cfg.Account.ID, "hub/default")}
}

func hubRole(cfg config.Config) []string {
	return serviceRole(cfg, "securityhub.amazonaws.com")
}
