package act

import (
	"hardbook/runbook/alerts"
	"hardbook/runbook/config"
)

// events has the commands about the book's own rules. A target with a role takes
// the permission to hand that role over.
// Source: Service Authorization Reference, Amazon EventBridge, dependent actions.
func events() map[string][]Permission {
	return map[string][]Permission{
		"events delete-rule":          one("events:DeleteRule", ownRules),
		"events list-targets-by-rule": one("events:ListTargetsByRule", ownRules),
		"events put-rule":             one("events:PutRule", ownRules),
		"events put-targets": {
			{"events:PutTargets", ownRules},
			{"iam:PassRole", func(cfg config.Config) []string { return []string{alerts.RoleARN(cfg)} }},
		},
		"events remove-targets": one("events:RemoveTargets", ownRules),
	}
}

// ownRules are those that the book makes, in any Region, by how their names begin:
// one by one they would make the operator's policies longer than a role may have.
func ownRules(cfg config.Config) []string {
	return []string{"arn:aws:events:*:" + cfg.Account.ID + ":rule/hardbook-*"}
}
