package steps

import (
	"slices"
	"strings"

	"hardbook/runbook/ask"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// A publisher is a service that writes to topics on behalf of this account.
type publisher struct {
	name      string
	principal string // by which a policy names it
	byDefault bool   // SNS's default statement, for everything in the account, lets it in
	unseen    bool   // to an e-mail address it writes only once that was confirmed, and no call shows whether it was
	source    string // ARN of something of it, with a name longer than any: only a pattern for all names matches; "" where it does not say for whom it writes
}

// cloudWatch stands for the alarms of this account in us-east-1, where those
// about the bill are.
func cloudWatch(cfg config.Config) publisher { return cloudWatchIn(cfg, evidence.GlobalRegion) }

// cloudWatchIn stands for its alarms in a Region.
func cloudWatchIn(cfg config.Config, region string) publisher {
	alarm := "arn:aws:cloudwatch:" + region + ":" + cfg.Account.ID + ":alarm:" + strings.Repeat("x", 300)
	return publisher{name: "CloudWatch", principal: "cloudwatch.amazonaws.com", byDefault: true, source: alarm}
}

// awsBudgets stands for the budgets of this account, which a topic must let in
// by name. Source: AWS Cost Management User Guide, "Creating an Amazon SNS topic
// for budget notifications"; "Adding email recipients to a budget notification".
func awsBudgets(cfg config.Config) publisher {
	budget := "arn:aws:budgets::" + cfg.Account.ID + ":budget/" + strings.Repeat("x", 300)
	return publisher{name: "AWS Budgets", principal: "budgets.amazonaws.com", unseen: true, source: budget}
}

// eventBridge stands for the rules of this account. To a topic that lets it in
// under a condition, whatever it is, EventBridge delivers nothing.
// Source: EventBridge User Guide, Troubleshooting, "the rule is sent to my topic
// but no e-mail arrives"; Using resource-based policies.
func eventBridge() publisher {
	return publisher{name: "EventBridge", principal: "events.amazonaws.com"}
}

// meets reports whether what the service sends meets the conditions of a
// permission.
func (p publisher) meets(conditions map[string][]string, account string) bool {
	return len(conditions) == 0 || p.source != "" && holds(conditions, account, p.source)
}

// costAlerts stands for what Cost Anomaly Detection sends about this account,
// which a topic must let in by name, too. Source: AWS Cost Management User Guide,
// "Creating an Amazon SNS topic for anomaly notifications".
func costAlerts(cfg config.Config) publisher {
	subscription := "arn:aws:ce::" + cfg.Account.ID + ":anomalysubscription/" + strings.Repeat("x", 300)
	return publisher{name: "Cost Anomaly Detection", principal: "costalerts.amazonaws.com", source: subscription}
}

// isAllowed reports whether a principal of a statement that allows something
// means the service.
func (p publisher) isAllowed(who string) bool {
	return service(p.principal)(who) && (p.byDefault || !everybody(who))
}

// barred says why the service cannot publish to a topic, or may not: "" means
// that it can. It continues a sentence about the topic.
func barred(cfg config.Config, t ask.Topic, p publisher) string {
	attributes := t.Attributes.Attributes
	if key := attributes.KmsMasterKeyID; key != "" {
		// AWS's own key alias/aws/sns never lets a service in; whether
		// another one does is in its policy, which is not read.
		return "is encrypted with a key that may be closed to " + p.name + " (" + key + ")"
	}
	if !letsPublish(cfg, attributes.TopicArn, attributes.Policy, p) {
		return "has a policy that does not let " + p.name + " publish"
	}
	return ""
}

// letsPublish reports whether a topic's policy lets the service publish on
// behalf of this account. A refusal beats every permission.
func letsPublish(cfg config.Config, topic string, policy evidence.Document, p publisher) bool {
	const publish = "sns:Publish"
	allowed := false
	for _, s := range policy.Statements {
		switch s.Effect {
		case "Allow":
			if about(s, publish, topic) && slices.ContainsFunc(s.Who, p.isAllowed) {
				allowed = allowed || p.meets(s.Condition, cfg.Account.ID)
			}
		default:
			here := s.Resources == nil || covers(s.Resources, resource(topic))
			if here && covers(s.Actions, action(publish)) && !p.elsewhere(cfg, s.Condition) && covers(s.Who, service(p.principal)) {
				return false
			}
		}
	}
	return allowed
}

// elsewhere reports whether a refusal never meets what the service sends for
// this account: the usual ones, of calls without TLS and, where the service says
// for whom it writes, of calls for other accounts.
func (p publisher) elsewhere(cfg config.Config, conditions map[string][]string) bool {
	for test, values := range conditions { // they are joined by "and": one is enough
		operator, key, _ := strings.Cut(test, " ")
		if overPlainHTTP(test, values) {
			return true
		}
		switch strings.ToLower(key) {
		case "aws:sourceaccount", "aws:sourceowner":
			if p.source != "" && slices.Contains([]string{"StringNotEquals", "StringNotLike"}, operator) && slices.Contains(values, cfg.Account.ID) {
				return true
			}
		}
	}
	return false
}
