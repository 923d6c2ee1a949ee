package steps

import (
	"regexp"
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
	source    string // ARN of something of it, with a name longer than any: only a pattern for all names matches
}

// cloudWatch stands for the alarms of this account in us-east-1.
func cloudWatch(cfg config.Config) publisher {
	alarm := "arn:aws:cloudwatch:us-east-1:" + cfg.Account.ID + ":alarm:" + strings.Repeat("x", 300)
	return publisher{"CloudWatch", "Service:cloudwatch.amazonaws.com", true, alarm}
}

// awsBudgets stands for the budgets of this account, which a topic must let in
// by name. Source: AWS Cost Management User Guide, "Creating an Amazon SNS topic
// for budget notifications".
func awsBudgets(cfg config.Config) publisher {
	budget := "arn:aws:budgets::" + cfg.Account.ID + ":budget/" + strings.Repeat("x", 300)
	return publisher{"AWS Budgets", "Service:budgets.amazonaws.com", false, budget}
}

// allowed reports whether a statement that allows something means the service.
func (p publisher) allowed(who string) bool {
	return who == p.principal || p.byDefault && everybody(who)
}

// refused is the same for a statement that refuses something.
func (p publisher) refused(who string) bool { return who == p.principal || everybody(who) }

func everybody(who string) bool { return who == "AWS:*" || who == "*" }

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
	allowed := false
	for _, s := range policy.Statements {
		switch s.Effect {
		case "Allow":
			if covers(s.Actions, isPublish) && covers(s.Resources, func(r string) bool { return wild(r, topic) }) {
				allowed = allowed || slices.ContainsFunc(s.Who, p.allowed) && holdsHere(cfg, s.Condition, p)
			}
		default:
			here := s.Resources == nil || covers(s.Resources, func(r string) bool { return wild(r, topic) })
			if here && covers(s.Actions, isPublish) && !elsewhere(cfg, s.Condition) && covers(s.Who, p.refused) {
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

// elsewhere reports whether a refusal never meets what this account sends:
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
// everything that the service sends for this account. A condition it does not
// know counts as not met.
func holdsHere(cfg config.Config, conditions map[string][]string, p publisher) bool {
	for test, values := range conditions {
		operator, key, _ := strings.Cut(test, " ")
		met := false
		switch strings.ToLower(key) {
		case "aws:sourceaccount", "aws:sourceowner":
			met = slices.Contains([]string{"StringEquals", "StringLike"}, operator) && slices.Contains(values, cfg.Account.ID)
		case "aws:sourcearn":
			met = slices.Contains([]string{"ArnLike", "ArnEquals", "StringLike"}, operator) &&
				slices.ContainsFunc(values, func(v string) bool { return wild(v, p.source) })
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
