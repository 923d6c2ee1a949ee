package steps

import (
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
	Applies:  notForMembers("it is for the billing alarms, which are a matter of the organization's management account; budgets write to the addresses directly"),
}

// judgeBillingTopic accepts a topic of any name: the one that serves best.
func judgeBillingTopic(cfg config.Config, topics map[string]ask.Topic) runbook.Verdict {
	var best channel
	for _, arn := range slices.Sorted(maps.Keys(topics)) {
		c := channel{arn, reach(cfg, topics[arn].Subscriptions), barred(cfg, topics[arn], cloudWatch(cfg))}
		if c.betterThan(best) {
			best = c
		}
	}
	if best.arn == "" {
		return runbook.Todo("none of the addresses to notify is subscribed to an SNS topic in us-east-1")
	}
	v := runbook.Done("%s reaches every address to notify", best.arn)
	switch {
	case len(best.missing) > 0:
		v = runbook.Todo("%s has no subscription of %s", best.arn, and(best.missing))
	case best.barred != "":
		v = runbook.Todo("%s %s", best.arn, best.barred)
	case len(best.pending) > 0:
		v = runbook.Waiting("%s waits for %s to click the link in the e-mail from AWS", best.arn, and(best.pending))
	}
	return v.With(best.findings()...)
}

// channel is a topic as a way from CloudWatch to the addresses to notify.
type channel struct {
	arn string
	audience
	barred string // why CloudWatch cannot publish to it, "" when it can
}

// betterThan prefers the topic that more addresses are subscribed to, then one
// open to CloudWatch, then the one that more addresses have confirmed. A topic
// that none of them is subscribed to is not better than none.
func (c channel) betterThan(other channel) bool {
	rank := func(x channel) []int {
		open := 0
		if x.barred == "" {
			open = 1
		}
		return []int{len(x.confirmed) + len(x.pending), open, len(x.confirmed)}
	}
	return slices.Compare(rank(c), rank(other)) > 0
}

func (c channel) findings() []runbook.Finding {
	var findings []runbook.Finding
	add := func(addresses []string, what string) {
		for _, address := range addresses {
			findings = append(findings, runbook.Finding{
				OK: what == "is confirmed", Resource: c.arn, Region: evidence.GlobalRegion, Detail: address + " " + what,
			})
		}
	}
	add(c.confirmed, "is confirmed")
	add(c.pending, "is not confirmed")
	add(c.missing, "is not subscribed")
	if c.barred != "" {
		findings = append(findings, runbook.Finding{
			Resource: c.arn, Region: evidence.GlobalRegion, Detail: "the topic " + c.barred,
		})
	}
	return findings
}

// audience says which of the addresses to notify hear something.
type audience struct {
	confirmed, pending, missing []string // addresses
}

// reach works out who hears the subscriptions. E-mail addresses are compared
// without regard to case.
func reach(cfg config.Config, subscriptions []ask.Subscription) audience {
	var a audience
	for _, address := range cfg.Notify {
		confirmed, pending := false, false
		for _, s := range subscriptions {
			if !strings.EqualFold(s.Endpoint, address) || s.Protocol != "email" && s.Protocol != "email-json" {
				continue
			}
			confirmed = confirmed || s.Confirmed()
			pending = pending || s.SubscriptionArn == "PendingConfirmation"
		}
		switch {
		case confirmed:
			a.confirmed = append(a.confirmed, address)
		case pending:
			a.pending = append(a.pending, address)
		default:
			a.missing = append(a.missing, address)
		}
	}
	return a
}
