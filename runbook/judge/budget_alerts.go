package judge

import (
	"slices"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/names"
)

// Alerts says how each alert that the book asks for stands.
func (r BudgetRoom) Alerts(b calls.Budget) Traits {
	var all Traits
	for _, wanted := range []struct {
		kind      string
		threshold float64
		when      string
	}{
		{"ACTUAL", 50, "50%"}, {"ACTUAL", 80, "80%"}, {"ACTUAL", 100, "100%"}, {"FORECASTED", 100, "a forecast of 100%"},
	} {
		i := slices.IndexFunc(b.Alerts, func(a calls.BudgetAlert) bool {
			return a.NotificationType == wanted.kind && a.Threshold == wanted.threshold &&
				a.ComparisonOperator == "GREATER_THAN" && a.ThresholdType == "PERCENTAGE"
		})
		one := Trait{Status: runbook.StatusTodo, What: "has no alert", When: wanted.when}
		if i >= 0 {
			one.Status, one.What = Told(r.Cfg, r.Topics, Budget(r.Cfg, b.BudgetName), b.Alerts[i].Subscribers)
		}
		if one.Status == runbook.StatusWaiting {
			one.When = "" // one click is for all
		}
		all = append(all, one)
	}
	return all
}

// Told says whether what a publisher writes reaches every address to notify: by
// a topic, or straight by e-mail, where AWS shows that such e-mails arrive.
func Told(cfg config.Config, topics map[string]calls.Topic, p publisher, subscribers []calls.Subscriber) (runbook.Status, string) {
	var reached, straight []calls.Subscription
	problem, unsure := "", ""
	for _, s := range subscribers {
		switch s.SubscriptionType {
		case "EMAIL":
			straight = append(straight, calls.Subscription{SubscriptionArn: "arn:", Protocol: "email", Endpoint: s.Address})
		case "SNS":
			topic, ok := topics[s.Address]
			if !ok {
				problem = " (it writes to " + s.Address + ", which is no topic of this account in us-east-1)"
				continue
			}
			switch bar, why := barred(cfg, topic, p); {
			case why != nil:
				unsure = "writes to " + s.Address + ", which " + bar
			case bar != "":
				problem = " (it writes to " + s.Address + ", which " + bar + ")"
			default:
				reached = append(reached, topic.Subscriptions...)
			}
		}
	}
	all := reach(cfg, slices.Concat(reached, straight))
	sure := all
	if p.unseen {
		sure = reach(cfg, reached)
	}
	unseen := slices.DeleteFunc(slices.Clone(sure.missing), func(a string) bool { return slices.Contains(all.missing, a) })
	var waits []string
	if len(sure.pending) > 0 {
		waits = append(waits, "waits for "+And(sure.pending)+" to click the link in the e-mail from AWS")
	}
	if len(unseen) > 0 {
		way := ": let it write to the topic " + names.BillingTopic
		if problem != "" {
			way = problem
		}
		waits = append(waits, "writes straight to "+And(unseen)+", but AWS sends that only to confirmed addresses, and no command shows which are"+way)
	}
	switch {
	case unsure != "" && len(all.missing)+len(all.filtered)+len(waits) > 0:
		return runbook.StatusUnknown, unsure
	case len(all.missing) > 0:
		return runbook.StatusTodo, "does not tell " + And(all.missing) + problem
	case len(all.unsure) > 0:
		return runbook.StatusUnknown, "may not tell " + And(all.unsure) + ": whether the subscription keeps messages back could not be read"
	case len(all.filtered) > 0:
		return runbook.StatusTodo, "may not tell " + And(all.filtered) + ": the subscription has a filter policy, which may keep messages back"
	case len(waits) > 0:
		return runbook.StatusWaiting, strings.Join(waits, "; ")
	}
	return runbook.StatusDone, "tells " + strings.Join(cfg.Notify, ", ")
}
