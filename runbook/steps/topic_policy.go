package steps

import (
	"slices"
	"strings"

	"hardbook/runbook/ask"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// barred says why CloudWatch alarms of this account cannot publish to a topic,
// or may not: "" means that they can. It continues a sentence about the topic.
func barred(cfg config.Config, t ask.Topic) string {
	attributes := t.Attributes.Attributes
	if key := attributes.KmsMasterKeyID; key != "" {
		// AWS's own key alias/aws/sns never lets CloudWatch in; whether
		// another one does is in its policy, which is not read.
		return "is encrypted with a key that may be closed to CloudWatch (" + key + ")"
	}
	if !letsPublish(cfg, attributes.TopicArn, attributes.Policy) {
		return "has a policy that does not let CloudWatch publish"
	}
	return ""
}

// letsPublish reports whether a topic's policy lets CloudWatch alarms of this
// account publish: by service name, or by SNS's default statement, which lets
// everything in the account do so. A refusal beats every permission.
func letsPublish(cfg config.Config, topic string, policy evidence.Document) bool {
	const publish, cloudwatch = "sns:Publish", "cloudwatch.amazonaws.com"
	// A name longer than any, so that only a pattern for all names matches it.
	alarm := "arn:aws:cloudwatch:us-east-1:" + cfg.Account.ID + ":alarm:" + strings.Repeat("x", 300)
	allowed := false
	for _, s := range policy.Statements {
		switch s.Effect {
		case "Allow":
			if about(s, publish, topic) && slices.ContainsFunc(s.Who, service(cloudwatch)) {
				allowed = allowed || holds(s.Condition, cfg.Account.ID, alarm)
			}
		default:
			here := s.Resources == nil || covers(s.Resources, resource(topic))
			if here && covers(s.Actions, action(publish)) && !elsewhere(cfg, s.Condition) && covers(s.Who, service(cloudwatch)) {
				return false
			}
		}
	}
	return allowed
}

// elsewhere reports whether a refusal never meets the alarms of this account:
// the usual ones, of calls without TLS and of calls for other accounts.
func elsewhere(cfg config.Config, conditions map[string][]string) bool {
	for test, values := range conditions { // they are joined by "and": one is enough
		operator, key, _ := strings.Cut(test, " ")
		if overPlainHTTP(test, values) {
			return true
		}
		switch strings.ToLower(key) {
		case "aws:sourceaccount", "aws:sourceowner":
			if slices.Contains([]string{"StringNotEquals", "StringNotLike"}, operator) && slices.Contains(values, cfg.Account.ID) {
				return true
			}
		}
	}
	return false
}
