package steps

import (
	"slices"
	"strconv"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/judge"
)

// CostAnomalies has AWS look for costs that are unlike those of before.
var CostAnomalies = runbook.Step{
	ID:      "cost-anomalies",
	Phase:   runbook.Money,
	Who:     runbook.AsRoot,
	Profile: config.Baseline,
	Check:   runbook.From3(calls.CostAnomalyMonitors, calls.CostAnomalySubscriptions, calls.SNSTopics(), judgeCostAnomalies),
	Refs:    runbook.Refs{SSB: "ACCT.10"},
}

// judgeCostAnomalies accepts the monitor of the account's services under any
// name (AWS lets an account have one), and any subscriptions that together tell
// every address, at least each day, of what the config wants to hear about.
func judgeCostAnomalies(cfg config.Config, m calls.AnomalyMonitors, s calls.AnomalySubscriptions, topics map[string]calls.Topic) runbook.Verdict {
	monitor, name := "", ""
	for _, one := range m.AnomalyMonitors {
		if one.MonitorType == "DIMENSIONAL" && one.MonitorDimension == "SERVICE" {
			monitor, name = one.MonitorArn, one.MonitorName
		}
	}
	if monitor == "" {
		return runbook.Todo("no monitor of Cost Anomaly Detection watches the services of this account")
	}
	var tells []calls.Subscriber
	var unfit []string
	var findings []runbook.Finding
	for _, one := range s.AnomalySubscriptions {
		if !slices.Contains(one.MonitorArnList, monitor) {
			continue
		}
		why := unfitSubscription(cfg, one)
		finding := runbook.Finding{OK: why == "", Resource: one.SubscriptionName, Region: evidence.GlobalRegion, Detail: "tells in time"}
		if why != "" {
			finding.Detail = why
			findings, unfit = append(findings, finding), append(unfit, one.SubscriptionName+" "+why)
			continue
		}
		findings = append(findings, finding)
		for _, x := range one.Subscribers {
			if x.Status == "CONFIRMED" {
				tells = append(tells, calls.Subscriber{SubscriptionType: x.Type, Address: x.Address})
			}
		}
	}
	status, how := judge.Told(cfg, topics, judge.CostAlerts(cfg), tells)
	switch {
	case status == runbook.StatusUnknown:
		return judge.OrUnread(runbook.Unknown("the monitor %s %s", name, how).With(findings...), topics)
	case status == runbook.StatusTodo && len(unfit) > 0:
		return runbook.Todo("the monitor %s %s; %s", name, how, strings.Join(unfit, "; ")).With(findings...)
	case status == runbook.StatusTodo:
		return runbook.Todo("the monitor %s %s", name, how).With(findings...)
	case status == runbook.StatusWaiting:
		return runbook.Waiting("the monitor %s %s", name, how).With(findings...)
	}
	fit := slices.DeleteFunc(findings, func(f runbook.Finding) bool { return !f.OK }) // the others matter no more
	return runbook.Done("the monitor %s %s of unusual costs of %s or more", name, how, leastAnomaly(cfg)).With(fit...)
}

// leastAnomaly is the amount from which on the config wants to hear of money.
func leastAnomaly(cfg config.Config) string {
	return judge.PlainAmount(cfg.Billing.Thresholds[0]) + " " + cfg.Billing.Currency
}

// unfitSubscription says why a subscription does not do, "" when it does.
func unfitSubscription(cfg config.Config, s calls.AnomalySubscription) string {
	least := cfg.Billing.Thresholds[0]
	older := len(s.ThresholdExpression) == 0 && s.Threshold != nil && *s.Threshold <= least
	switch {
	case s.Frequency != "DAILY" && s.Frequency != "IMMEDIATE":
		return "tells only once a week"
	case !older && !tellsOf(s.ThresholdExpression, least):
		return "leaves out some unusual costs of " + leastAnomaly(cfg)
	}
	return ""
}

// tellsOf reports whether an expression is true of every anomaly that costs this
// amount or more, whatever it is in per cent.
func tellsOf(expression calls.Expression, amount float64) bool {
	operator, value, ok := judge.Only(expression)
	list, _ := value.([]any)
	part := func(item any) bool {
		inner, _ := item.(map[string]any)
		return tellsOf(inner, amount)
	}
	switch {
	case ok && operator == "And":
		return !slices.ContainsFunc(list, func(item any) bool { return !part(item) })
	case ok && operator == "Or":
		return slices.ContainsFunc(list, part)
	case !ok || operator != "Dimensions":
		return false
	}
	dimension, _ := value.(map[string]any)
	values, _ := dimension["Values"].([]any)
	matches, _ := dimension["MatchOptions"].([]any)
	if len(values) != 1 || len(matches) != 1 || matches[0] != "GREATER_THAN_OR_EQUAL" {
		return false
	}
	text, _ := values[0].(string)
	from, err := strconv.ParseFloat(text, 64)
	switch {
	case err != nil:
		return false
	case dimension["Key"] == "ANOMALY_TOTAL_IMPACT_ABSOLUTE":
		return from <= amount
	}
	return dimension["Key"] == "ANOMALY_TOTAL_IMPACT_PERCENTAGE" && from <= 0
}
