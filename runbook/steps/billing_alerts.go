package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// BillingAlerts makes AWS publish the bill so far as a metric. Nothing else
// about billing alarms works without it.
var BillingAlerts = runbook.Step{
	ID:      "billing-alerts",
	Phase:   runbook.Money,
	Who:     runbook.AsRoot,
	Profile: config.Essentials,
	Check:   runbook.From2(calls.CloudWatchAlarms, calls.CloudWatchBillingMetrics, judgeBillingAlerts),
	// Source: CloudWatch User Guide, Create a billing alarm, "Enabling billing alerts".
	Applies: judge.NotForMembers("only the organization's management account can turn this on, for all of its accounts at once"),
}

func judgeBillingAlerts(cfg config.Config, alarms calls.Alarms, metrics calls.Metrics) runbook.Verdict {
	if hasTotalCharges(cfg, metrics) {
		return runbook.Done("AWS publishes the estimated charges in %s", cfg.Billing.Currency)
	}
	for _, alarm := range alarms.MetricAlarms {
		if alarm.Namespace == billingNamespace {
			return runbook.Waiting("there are billing alarms, but AWS has published no estimated charges yet: " +
				"the first come 15 minutes to a day after billing alerts were switched on")
		}
	}
	return runbook.Todo("AWS publishes no estimated charges: billing alerts are off, or were switched on just now")
}

const (
	billingNamespace = "AWS/Billing"
	billingMetric    = "EstimatedCharges"
)

// hasTotalCharges reports whether the account's total has ever been published;
// single services and linked accounts have further dimensions.
func hasTotalCharges(cfg config.Config, m calls.Metrics) bool {
	for _, metric := range m.Metrics {
		if metric.MetricName == billingMetric && isTotal(cfg, metric.Dimensions) {
			return true
		}
	}
	return false
}

// isTotal reports whether the only dimension is the account's currency.
func isTotal(cfg config.Config, dimensions []calls.Dimension) bool {
	return len(dimensions) == 1 &&
		dimensions[0] == calls.Dimension{Name: "Currency", Value: cfg.Billing.Currency}
}
