package calls

import "hardbook/runbook/evidence"

// AnomalyMonitors is the answer of ce get-anomaly-monitors.
// Source: Cost Explorer API, AnomalyMonitor.
type AnomalyMonitors struct {
	AnomalyMonitors []struct {
		MonitorArn       string
		MonitorName      string
		MonitorType      string // DIMENSIONAL or CUSTOM
		MonitorDimension string `json:",omitempty"` // SERVICE …; one of the type CUSTOM has none
	}
}

// AnomalySubscriptions is the answer of ce get-anomaly-subscriptions.
type AnomalySubscriptions struct{ AnomalySubscriptions []AnomalySubscription }

// AnomalySubscription says who hears what some monitors find, and from which
// amount on: in an expression, or in the older form by the amount alone.
// Source: Cost Explorer API, AnomalySubscription.
type AnomalySubscription struct {
	SubscriptionName string
	MonitorArnList   []string
	Subscribers      []struct {
		Type    string // EMAIL or SNS
		Address string // e-mail address or topic ARN
		Status  string // CONFIRMED, or DECLINED by whoever wants no more of it
	}
	Frequency           string     // DAILY, IMMEDIATE or WEEKLY
	Threshold           *float64   `json:",omitempty"`
	ThresholdExpression Expression `json:",omitempty"` // as in budgets, but the sole keys of dimensions are ANOMALY_TOTAL_IMPACT_…
}

// CostAnomalyMonitors asks what Cost Anomaly Detection watches.
var CostAnomalyMonitors = evidence.Query[AnomalyMonitors]{Call: costExplorer("ce get-anomaly-monitors", "ce:GetAnomalyMonitors")}

// CostAnomalySubscriptions asks who hears what it finds.
var CostAnomalySubscriptions = evidence.Query[AnomalySubscriptions]{Call: costExplorer("ce get-anomaly-subscriptions", "ce:GetAnomalySubscriptions")}

// costExplorer is a call of the Cost Explorer API, of which AWS bills each
// request. It refuses all of them with AccessDeniedException, too, where Cost
// Explorer was never opened.
func costExplorer(command, action string) evidence.Call {
	return evidence.Call{
		Command: command, Action: action, Billed: true,
		Hint: "Cost Explorer may be off in this account: the step cost-anomalies says how to turn it on",
	}
}
