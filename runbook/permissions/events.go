package permissions

import (
	"hardbook/runbook/config"
	"hardbook/runbook/eventrule"
	"hardbook/runbook/evidence"
	"hardbook/runbook/names"
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
			{"events:PutTargets", ownRules, ownTargets},
			pass(func(cfg config.Config) []string { return []string{eventrule.RoleARN(cfg)} }, "events.amazonaws.com"),
		},
		"events remove-targets": one("events:RemoveTargets", ownRules),
	}
}

// ownRules are those that the book makes, in any Region, by how their names begin:
// one by one they would make the operator's policies longer than a role may have.
func ownRules(cfg config.Config) []string {
	return []string{names.ARN("events", "*", cfg.Account.ID, "rule/"+names.Prefix+"*")}
}

// ownTargets is the condition that each target of a rule is the topic for alerts
// or the event bus of the home Region: a rule that writes to somebody else would
// outlive the role. The key has many values, since one call sets many targets; a
// call without any sets none.
// Source: EventBridge User Guide, Using IAM policy conditions, events:TargetArn.
func ownTargets(cfg config.Config) evidence.Condition {
	return evidence.Condition{"ForAllValues:ArnEquals": {"events:TargetArn": {eventrule.Bus(cfg), eventrule.Topic(cfg)}}}
}
