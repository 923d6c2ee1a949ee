package judge

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/names"
)

// JudgeChannel wants a topic in this Region that carries what the publisher says
// to every address to notify. It accepts one of any name: the one that serves
// best. What alarms and rules really write to is judged with those.
func JudgeChannel(cfg config.Config, topics map[string]calls.Topic, from publisher, region string) runbook.Verdict {
	var best channel
	for _, arn := range slices.Sorted(maps.Keys(topics)) {
		bar, why := barred(cfg, topics[arn], from)
		c := channel{arn, reach(cfg, topics[arn].Subscriptions), bar, why}
		if c.betterThan(best) {
			best = c
		}
	}
	v := runbook.Done("%s reaches every address to notify", best.arn)
	switch {
	case best.good():
	case topicsUnread(topics):
		return OrUnread(runbook.Unknown("not every topic could be read"), topics)
	case best.arn == "":
		return runbook.Todo("none of the addresses to notify is subscribed to an SNS topic in %s", region)
	case len(best.filtered) > 0:
		v = runbook.Todo("%s: the subscription of %s has a filter policy, which may keep messages back; remove it", best.arn, And(best.filtered))
	case len(best.missing) > 0:
		v = runbook.Todo("%s has no subscription of %s", best.arn, And(best.missing))
	case best.why != nil:
		v = OrUnread(runbook.Unknown("%s %s", best.arn, best.barred), topics)
	case best.barred != "":
		v = runbook.Todo("%s %s", best.arn, best.barred)
	case len(best.unsure) > 0:
		return OrUnread(runbook.Unknown("whether the subscription of %s to %s keeps messages back could not be read", And(best.unsure), best.arn), topics)
	case len(best.pending) > 0:
		v = runbook.Waiting("%s waits for %s to click the link in the e-mail from AWS", best.arn, And(best.pending))
	}
	return v.With(best.findings()...)
}

// unread is what of the topics could not be read.
func unread(topics map[string]calls.Topic) error {
	var all []error
	for _, arn := range slices.Sorted(maps.Keys(topics)) {
		all = append(all, topics[arn].Unread, topics[arn].KeyUnread)
		for _, s := range topics[arn].Subscriptions {
			all = append(all, s.Unread)
		}
	}
	return errors.Join(all...)
}

// topicsUnread reports whether a topic could not be read at all.
func topicsUnread(topics map[string]calls.Topic) bool {
	for _, t := range topics {
		if t.Unread != nil {
			return true
		}
	}
	return false
}

// OrUnread names what of the topics could not be read, where a verdict is unknown
// for that.
func OrUnread(v runbook.Verdict, topics map[string]calls.Topic) runbook.Verdict {
	if err := unread(topics); v.Status == runbook.StatusUnknown && err != nil {
		return runbook.Unreadable(err)
	}
	return v
}

// channel is a topic as a way from a service to the addresses to notify.
type channel struct {
	arn string
	audience
	barred string // why the service cannot publish to it, "" when it can
	why    error  // why that cannot be told
}

func (c channel) good() bool {
	return c.arn != "" && c.barred == "" && len(c.missing)+len(c.filtered)+len(c.unsure)+len(c.pending) == 0
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
		return []int{len(x.confirmed) + len(x.unsure) + len(x.filtered) + len(x.pending), open, len(x.confirmed)}
	}
	return slices.Compare(rank(c), rank(other)) > 0
}

func (c channel) findings() []runbook.Finding {
	var findings []runbook.Finding
	add := func(addresses []string, what string) {
		for _, address := range addresses {
			findings = append(findings, runbook.Finding{
				OK: what == "is confirmed", Resource: c.arn, Region: RegionOf(c.arn), Detail: address + " " + what,
			})
		}
	}
	add(c.confirmed, "is confirmed")
	add(c.pending, "is not confirmed")
	add(c.filtered, "has a filter policy on its subscription")
	add(c.missing, "is not subscribed")
	if c.barred != "" {
		findings = append(findings, runbook.Finding{
			Resource: c.arn, Region: RegionOf(c.arn), Detail: "the topic " + c.barred,
		})
	}
	return findings
}

// audience says which of the addresses to notify hear something.
type audience struct {
	confirmed, pending, filtered, unsure, missing []string // addresses
}

// reach works out who hears the subscriptions. E-mail addresses are compared
// without regard to case. A subscription that filters counts for nothing: what it
// lets through is not weighed.
func reach(cfg config.Config, subscriptions []calls.Subscription) audience {
	var a audience
	for _, address := range cfg.Notify {
		confirmed, pending, filtered, unsure := false, false, false, false
		for _, s := range subscriptions {
			if !strings.EqualFold(s.Endpoint, address) || s.Protocol != "email" && s.Protocol != "email-json" {
				continue
			}
			filters := s.Filter != "" && s.Filter != "{}"
			confirmed = confirmed || s.Confirmed() && !filters && s.Unread == nil
			unsure = unsure || s.Confirmed() && s.Unread != nil
			filtered = filtered || s.Confirmed() && filters
			pending = pending || s.SubscriptionArn == "PendingConfirmation"
		}
		switch {
		case confirmed:
			a.confirmed = append(a.confirmed, address)
		case unsure:
			a.unsure = append(a.unsure, address)
		case filtered:
			a.filtered = append(a.filtered, address)
		case pending:
			a.pending = append(a.pending, address)
		default:
			a.missing = append(a.missing, address)
		}
	}
	return a
}

// heard says how what a service sends to these ARNs stands: done where it reaches
// every address to notify, waiting where only clicks on confirmation links are
// missing, todo, or unknown; and why not done, in words that go on after the name
// of what sends. Several topics may share the work. from is who writes to each.
func heard(cfg config.Config, topics map[string]calls.Topic, arns []string, from func(arn string) publisher) (runbook.Status, string) {
	problem, unsure := "notifies no SNS topic", ""
	var hear []calls.Subscription
	open := false
	for _, arn := range arns {
		if !strings.HasPrefix(arn, names.ARNs+"sns:") {
			continue
		}
		topic, ok := topics[arn]
		if !ok {
			problem = "notifies " + arn + ", which this account does not have"
			continue
		}
		switch bar, why := barred(cfg, topic, from(arn)); {
		case why != nil:
			unsure = "notifies " + arn + ", which " + bar
		case bar != "":
			problem = "notifies " + arn + ", which " + bar
		default:
			open, hear = true, append(hear, topic.Subscriptions...)
		}
	}
	reached := reach(cfg, hear)
	missing := slices.Concat(reached.missing, reached.filtered)
	switch {
	case (!open || len(missing) > 0) && unsure != "":
		return runbook.StatusUnknown, unsure
	case !open:
		return runbook.StatusTodo, problem
	case len(reached.missing) > 0:
		return runbook.StatusTodo, "does not reach " + And(reached.missing)
	case len(reached.filtered) > 0:
		return runbook.StatusTodo, "may not reach " + And(reached.filtered) + ": the subscription has a filter policy, which may keep messages back"
	case len(reached.unsure) > 0:
		return runbook.StatusUnknown, "may not reach " + And(reached.unsure) + ": whether the subscription keeps messages back could not be read"
	case len(reached.pending) > 0:
		return runbook.StatusWaiting, "waits for " + And(reached.pending) + " to click the link in the e-mail from AWS"
	}
	return runbook.StatusDone, ""
}
