package steps

import (
	"regexp"
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
	allowed := false
	for _, s := range policy.Statements {
		switch s.Effect {
		case "Allow":
			if covers(s.Actions, isPublish) && covers(s.Resources, func(r string) bool { return wild(r, topic) }) {
				allowed = allowed || slices.ContainsFunc(s.Who, isCloudWatch) && holdsHere(cfg, s.Condition)
			}
		default:
			here := s.Resources == nil || covers(s.Resources, func(r string) bool { return wild(r, topic) })
			if here && covers(s.Actions, isPublish) && !elsewhere(cfg, s.Condition) && covers(s.Who, isCloudWatch) {
				return false
			}
		}
	}
	return allowed
}

// covers reports whether a list of a statement takes in the thing that is
// tells apart: by naming it, or by excepting others ("not …") and not it.
func covers(list []string, is func(string) bool) bool {
	excepts := false
	for _, word := range list {
		other, not := strings.CutPrefix(word, "not ")
		switch {
		case !not && is(word):
			return true
		case not && is(other):
			return false
		}
		excepts = excepts || not
	}
	return excepts
}

func isPublish(action string) bool { return wild(strings.ToLower(action), "sns:publish") }

func isCloudWatch(who string) bool {
	return slices.Contains([]string{"Service:cloudwatch.amazonaws.com", "AWS:*", "*"}, who)
}

// elsewhere reports whether a refusal never meets the alarms of this account:
// the usual ones, of calls without TLS and of calls for other accounts.
func elsewhere(cfg config.Config, conditions map[string][]string) bool {
	for test, values := range conditions { // they are joined by "and": one is enough
		operator, key, _ := strings.Cut(test, " ")
		switch strings.ToLower(key) {
		case "aws:securetransport":
			if slices.Contains([]string{"Bool", "BoolIfExists"}, operator) && slices.Equal(values, []string{"false"}) {
				return true
			}
		case "aws:sourceaccount", "aws:sourceowner":
			if slices.Contains([]string{"StringNotEquals", "StringNotLike"}, operator) && slices.Contains(values, cfg.Account.ID) {
				return true
			}
		}
	}
	return false
}

// holdsHere reports whether an allowing statement's conditions are met by
// every alarm of this account in us-east-1. A condition it does not know
// counts as not met.
func holdsHere(cfg config.Config, conditions map[string][]string) bool {
	// A name longer than any, so that only a pattern for all names matches it.
	alarm := "arn:aws:cloudwatch:us-east-1:" + cfg.Account.ID + ":alarm:" + strings.Repeat("x", 300)
	for test, values := range conditions {
		operator, key, _ := strings.Cut(test, " ")
		met := false
		switch strings.ToLower(key) {
		case "aws:sourceaccount", "aws:sourceowner":
			met = slices.Contains([]string{"StringEquals", "StringLike"}, operator) && slices.Contains(values, cfg.Account.ID)
		case "aws:sourcearn":
			met = slices.Contains([]string{"ArnLike", "ArnEquals", "StringLike"}, operator) &&
				slices.ContainsFunc(values, func(v string) bool { return wild(v, alarm) })
		}
		if !met {
			return false
		}
	}
	return true
}

// wild reports whether a pattern of IAM, in which * and ? stand for others,
// matches all of s.
func wild(pattern, s string) bool {
	expression := strings.NewReplacer(`\*`, ".*", `\?`, ".").Replace(regexp.QuoteMeta(pattern))
	ok, err := regexp.MatchString("^(?s:"+expression+")$", s)
	return err == nil && ok
}
