package steps

import (
	"maps"
	"slices"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/ask"
	"hardbook/runbook/config"
)

// judgeChannel wants a topic in this Region that carries what the publisher says
// to every address to notify. It accepts one of any name: the one that serves
// best. What alarms and rules really write to is judged with those.
func judgeChannel(cfg config.Config, topics map[string]ask.Topic, from publisher, region string) runbook.Verdict {
	var best channel
	for _, arn := range slices.Sorted(maps.Keys(topics)) {
		c := channel{arn, reach(cfg, topics[arn].Subscriptions), barred(cfg, topics[arn], from)}
		if c.betterThan(best) {
			best = c
		}
	}
	if best.arn == "" {
		return runbook.Todo("none of the addresses to notify is subscribed to an SNS topic in %s", region)
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

// channel is a topic as a way from a service to the addresses to notify.
type channel struct {
	arn string
	audience
	barred string // why the service cannot publish to it, "" when it can
}

// betterThan prefers the topic that more addresses are subscribed to, then one
// open to the service, then the one that more addresses have confirmed. A topic
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
				OK: what == "is confirmed", Resource: c.arn, Region: regionOf(c.arn), Detail: address + " " + what,
			})
		}
	}
	add(c.confirmed, "is confirmed")
	add(c.pending, "is not confirmed")
	add(c.missing, "is not subscribed")
	if c.barred != "" {
		findings = append(findings, runbook.Finding{
			Resource: c.arn, Region: regionOf(c.arn), Detail: "the topic " + c.barred,
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

// heard says why what a service sends to these ARNs does not reach every address
// to notify, and whether only clicks on confirmation links are missing. "" means
// that it does. Several topics may share the work. It goes on after the name of
// what sends.
func heard(cfg config.Config, topics map[string]ask.Topic, arns []string, from publisher) (problem string, pending bool) {
	problem = "notifies no SNS topic"
	var hear []ask.Subscription
	open := false
	for _, arn := range arns {
		if !strings.HasPrefix(arn, "arn:aws:sns:") {
			continue
		}
		topic, ok := topics[arn]
		switch bar := barred(cfg, topic, from); {
		case !ok:
			problem = "notifies " + arn + ", which this account does not have"
		case bar != "":
			problem = "notifies " + arn + ", which " + bar
		default:
			open, hear = true, append(hear, topic.Subscriptions...)
		}
	}
	if !open {
		return problem, false
	}
	reached := reach(cfg, hear)
	switch {
	case len(reached.missing) > 0:
		return "does not reach " + and(reached.missing), false
	case len(reached.pending) > 0:
		return "waits for " + and(reached.pending) + " to click the link in the e-mail from AWS", true
	}
	return "", false
}
