package calls

import (
	"errors"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/names"
)

// Alarms is the answer of cloudwatch describe-alarms in us-east-1.
// Source: CloudWatch API, MetricAlarm. Members that only alarms on a single
// metric have are omitempty: an alarm on a metric expression has none of them.
type Alarms struct{ MetricAlarms []Alarm }

// Alarm is one metric alarm.
type Alarm struct {
	AlarmName          string
	ActionsEnabled     bool
	AlarmActions       []string    `json:",omitempty"` // ARNs
	StateValue         string      // OK, ALARM or INSUFFICIENT_DATA
	Namespace          string      `json:",omitempty"`
	MetricName         string      `json:",omitempty"`
	Statistic          string      `json:",omitempty"`
	Unit               string      `json:",omitempty"` // only data of this unit counts; AWS leaves it out for any
	Dimensions         []Dimension `json:",omitempty"`
	Period             int         `json:",omitempty"` // seconds
	EvaluationPeriods  int         `json:",omitempty"`
	DatapointsToAlarm  int         `json:",omitempty"` // 0 means all EvaluationPeriods
	Threshold          *float64    `json:",omitempty"`
	ComparisonOperator string      `json:",omitempty"`
	TreatMissingData   string      `json:",omitempty"` // missing (also where it is left out), notBreaching, breaching or ignore

	AlarmConfigurationUpdatedTimestamp evidence.Time `json:",omitempty"`

	EvaluationState     string `json:",omitempty"` // EVALUATION_ERROR and others, where CloudWatch cannot tell the state
	WarmUpConfiguration struct {
		WarmUpPeriodDurationInMinutes int `json:",omitempty"`
	} `json:",omitempty"` // a time after it was made in which it does not ring
}

// Dimension is one dimension of a metric.
type Dimension struct{ Name, Value string }

// CloudWatchAlarms asks for the metric alarms in us-east-1, where all billing
// metrics are. Alarms made of other alarms are not among them: AWS leaves those
// out for a permission on the alarms of one Region.
var CloudWatchAlarms = evidence.Query[Alarms]{Call: evidence.Call{
	Command: "cloudwatch describe-alarms",
	Action:  "cloudwatch:DescribeAlarms",
	Narrow: func(cfg config.Config) []string {
		return []string{names.ARN("cloudwatch", "us-east-1", cfg.Account.ID, "alarm:*")}
	},
}}

// Metrics is the answer of cloudwatch list-metrics.
type Metrics struct {
	Metrics []struct {
		MetricName string
		Dimensions []Dimension
	}
}

// CloudWatchBillingMetrics asks which billing metrics had data in the last two
// weeks, in us-east-1.
var CloudWatchBillingMetrics = evidence.Query[Metrics]{Call: evidence.Call{
	Command: "cloudwatch list-metrics",
	Params: func(config.Config, ...string) evidence.Params {
		return evidence.Params{"Namespace": "AWS/Billing", "MetricName": "EstimatedCharges"}
	},
	Action: "cloudwatch:ListMetrics",
}}

// Billing is everything CloudWatch knows about the bill.
type Billing struct {
	Alarms  Alarms
	Mutes   evidence.Maybe[Mutes]
	Metrics Metrics
}

// CloudWatchBilling asks for the alarms, what mutes them, and the billing metrics
// in us-east-1.
func CloudWatchBilling() evidence.Source[Billing] { return billing{} }

type billing struct{}

func (billing) Calls() []evidence.Call {
	return append([]evidence.Call{CloudWatchAlarms.Call, CloudWatchBillingMetrics.Call}, mutes{}.Calls()...)
}

func (billing) Answer(e evidence.Evidence) (b Billing, err error) {
	var failed [3]error
	b.Alarms, failed[0] = CloudWatchAlarms.Answer(e)
	b.Metrics, failed[1] = CloudWatchBillingMetrics.Answer(e)
	b.Mutes.Answer, b.Mutes.Unread = mutes{}.Answer(e)
	return b, errors.Join(failed[:]...)
}
