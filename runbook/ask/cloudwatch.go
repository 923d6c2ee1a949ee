package ask

import (
	"errors"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
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
		return []string{"arn:aws:cloudwatch:us-east-1:" + cfg.Account.ID + ":alarm:*"}
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
	Mutes   Mutes // of CloudWatchBillingAlarms alone
	Metrics Metrics
}

// CloudWatchBilling asks for the alarms and the billing metrics in us-east-1.
func CloudWatchBilling() evidence.Source[Billing] { return billing{} }

// CloudWatchBillingAlarms asks for what mutes the alarms, too.
func CloudWatchBillingAlarms() evidence.Source[Billing] { return billing{mutes: true} }

type billing struct{ mutes bool }

func (s billing) Calls() []evidence.Call {
	calls := []evidence.Call{CloudWatchAlarms.Call, CloudWatchBillingMetrics.Call}
	if s.mutes {
		calls = append(calls, mutes{}.Calls()...)
	}
	return calls
}

func (s billing) Answer(e evidence.Evidence) (b Billing, err error) {
	var failed [3]error
	b.Alarms, failed[0] = CloudWatchAlarms.Answer(e)
	b.Metrics, failed[1] = CloudWatchBillingMetrics.Answer(e)
	if s.mutes {
		b.Mutes, failed[2] = mutes{}.Answer(e)
	}
	return b, errors.Join(failed[:]...)
}
