package steps

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/ask"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// BillingTopic makes the SNS topic that carries warnings about money to every
// address of notify.
var BillingTopic = runbook.Step{
	ID:       "billing-topic",
	Phase:    runbook.Money,
	Who:      runbook.AsRoot,
	Profile:  config.Essentials,
	Check:    runbook.From1(ask.SNSTopics(), judgeBillingTopic),
	Policies: []string{"billing-topic"},
}

// judgeBillingTopic accepts a topic of any name: the one that serves best.
func judgeBillingTopic(cfg config.Config, topics map[string]ask.Topic) runbook.Verdict {
	best := audience{}
	for _, arn := range slices.Sorted(maps.Keys(topics)) {
		if a := hear(cfg, topics[arn]); a.betterThan(best) {
			best = a
		}
	}
	if best.arn == "" {
		return runbook.Todo("no SNS topic in us-east-1 has a subscription of an address to notify")
	}
	v := runbook.Done("%s reaches every address to notify", best.arn)
	switch {
	case len(best.missing) > 0:
		v = runbook.Todo("%s is not subscribed to %s", strings.Join(best.missing, ", "), best.arn)
	case !best.open:
		v = runbook.Todo("the policy of %s does not let CloudWatch publish to it", best.arn)
	case len(best.pending) > 0:
		v = runbook.Waiting("%s has not clicked the link in the e-mail from AWS yet (%s)",
			strings.Join(best.pending, ", "), best.arn)
	}
	return v.With(best.findings...)
}

// audience says which of the addresses to notify hear a topic.
type audience struct {
	arn                         string
	confirmed, pending, missing []string // addresses
	open                        bool     // CloudWatch may publish
	findings                    []runbook.Finding
}

// complete reports whether a message by CloudWatch reaches every address.
func (a audience) complete() bool { return a.open && len(a.missing)+len(a.pending) == 0 }

// betterThan prefers topics that more addresses hear, then those that more
// were asked to hear, then those open to CloudWatch.
func (a audience) betterThan(b audience) bool {
	rank := func(x audience) []int {
		open := 0
		if x.open {
			open = 1
		}
		return []int{len(x.confirmed), len(x.pending), open}
	}
	return len(a.confirmed)+len(a.pending) > 0 && slices.Compare(rank(a), rank(b)) > 0
}

// hear works out the audience of one topic. E-mail addresses are compared
// without regard to case.
func hear(cfg config.Config, t ask.Topic) audience {
	a := audience{arn: t.Attributes.Attributes.TopicArn, open: letsPublish(cfg, t.Attributes.Attributes.Policy)}
	for _, address := range cfg.Notify {
		state := "not subscribed"
		for _, s := range t.Subscriptions {
			if !strings.EqualFold(s.Endpoint, address) || !strings.HasPrefix(s.Protocol, "email") {
				continue
			}
			if s.Confirmed() {
				state = "confirmed"
				break
			}
			if s.SubscriptionArn == "PendingConfirmation" {
				state = "not confirmed"
			}
		}
		switch state {
		case "confirmed":
			a.confirmed = append(a.confirmed, address)
		case "not confirmed":
			a.pending = append(a.pending, address)
		default:
			a.missing = append(a.missing, address)
		}
		a.findings = append(a.findings, runbook.Finding{
			OK: state == "confirmed", Resource: a.arn, Region: evidence.GlobalRegion,
			Detail: fmt.Sprintf("%s is %s", address, state),
		})
	}
	return a
}

// letsPublish reports whether a topic's policy lets CloudWatch alarms of this
// account publish: by service name, or by SNS's default statement, which lets
// everything in the account do so.
func letsPublish(cfg config.Config, policy evidence.Document) bool {
	allowed := false
	for _, s := range policy.Statements {
		if !slices.ContainsFunc(s.Actions, coversPublish) {
			continue
		}
		switch s.Effect {
		case "Deny":
			if deniesCloudWatch(s) {
				return false
			}
		case "Allow":
			allowed = allowed || slices.ContainsFunc(s.Who, isCloudWatch) && holdsHere(cfg, s.Condition)
		}
	}
	return allowed
}

func coversPublish(action string) bool {
	return slices.Contains([]string{"sns:publish", "sns:*", "*"}, strings.ToLower(action))
}

func isCloudWatch(who string) bool {
	return slices.Contains([]string{"Service:cloudwatch.amazonaws.com", "AWS:*", "*"}, who)
}

// deniesCloudWatch counts every refusal that may meet CloudWatch, but not the
// usual one of calls without TLS, which CloudWatch never makes.
func deniesCloudWatch(s evidence.Statement) bool {
	if len(s.Condition) == 1 && slices.Equal(s.Condition["Bool aws:SecureTransport"], []string{"false"}) {
		return false
	}
	return slices.ContainsFunc(s.Who, func(who string) bool {
		return isCloudWatch(who) || strings.HasPrefix(who, "not ")
	})
}

// holdsHere reports whether an allowing statement's conditions are met by
// alarms of this account. A condition it does not know counts as not met.
func holdsHere(cfg config.Config, conditions map[string][]string) bool {
	for test, values := range conditions {
		operator, key, _ := strings.Cut(test, " ")
		known := slices.Contains([]string{"StringEquals", "StringLike"}, operator) &&
			slices.Contains([]string{"aws:sourceaccount", "aws:sourceowner"}, strings.ToLower(key))
		if !known || !slices.Contains(values, cfg.Account.ID) {
			return false
		}
	}
	return true
}
