package ask

import (
	"encoding/json"
	"errors"
	"strings"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// MetricFilters is the answer of logs describe-metric-filters about one log
// group. It is absent when there is no such group in this account.
// Source: CloudWatch Logs API, MetricFilter.
type MetricFilters struct {
	evidence.Absence
	MetricFilters []MetricFilter
}

// MetricFilter counts in metrics the events that meet its pattern.
type MetricFilter struct {
	FilterName             string
	FilterPattern          string
	MetricTransformations  []MetricTransformation
	ApplyOnTransformedLogs bool   `json:",omitempty"` // the pattern is about events that were made over before
	FieldSelectionCriteria string `json:",omitempty"` // only events from some accounts or Regions count
}

// MetricTransformation is what a filter puts into which metric.
type MetricTransformation struct {
	MetricName      string
	MetricNamespace string
	MetricValue     string            // a number, or a field to take it from
	DefaultValue    *json.Number      `json:",omitempty"` // where logs come without an event
	Dimensions      map[string]string `json:",omitempty"`
	Unit            string            `json:",omitempty"`
}

// LogGroups are what rings for events in the log groups that trails write to.
type LogGroups struct {
	Filters map[string]MetricFilters // by ARN of the group
	Alarms  Alarms                   // in the home Region
	Topics  map[string]Topic         // the same, by ARN
	Unread  error                    // groups whose filters could not be read
}

// LogGroupRegion is the Region of a log group, and whether it is the account's.
func LogGroupRegion(cfg config.Config, arn string) (region string, own bool) {
	parts := strings.Split(arn, ":")
	if len(parts) < 7 {
		return "", false
	}
	return parts[3], parts[4] == cfg.Account.ID
}

// CloudWatchLogGroups asks for the metric filters of the log groups of all
// trails, and in the home Region for alarms and topics.
func CloudWatchLogGroups() evidence.Source[LogGroups] { return logGroups{} }

type logGroups struct{}

func (logGroups) filters() evidence.Source[map[string]MetricFilters] {
	return evidence.Each(CloudTrailList.Call, "trailList[?CloudWatchLogsLogGroupArn].CloudWatchLogsLogGroupArn", evidence.Query[MetricFilters]{Call: evidence.Call{
		Command: "logs describe-metric-filters",
		Params: func(_ config.Config, item ...string) evidence.Params {
			name := item[0] // arn:aws:logs:REGION:ACCOUNT:log-group:NAME:*
			if parts := strings.Split(name, ":"); len(parts) > 6 {
				name = parts[6]
			}
			return evidence.Params{"logGroupName": name}
		},
		Action: "logs:DescribeMetricFilters",
		Absent: "ResourceNotFoundException",
		Narrow: func(cfg config.Config) []string {
			return []string{"arn:aws:logs:*:" + cfg.Account.ID + ":log-group:*"}
		},
		ByARN: true,
	}})
}

// alarms asks for the alarms of the home Region, where the trail's are.
func (logGroups) alarms() evidence.Query[Alarms] {
	call := CloudWatchAlarms.Call
	call.Home = true
	call.Narrow = func(cfg config.Config) []string {
		return []string{"arn:aws:cloudwatch:" + cfg.Account.HomeRegion + ":" + cfg.Account.ID + ":alarm:*"}
	}
	return evidence.Query[Alarms]{Call: call}
}

func (g logGroups) Calls() []evidence.Call {
	return evidence.Unique(append(append(g.filters().Calls(), g.alarms().Calls()...), SNSHomeTopics().Calls()...))
}

func (g logGroups) Answer(e evidence.Evidence) (LogGroups, error) {
	var a LogGroups
	var failed [3]error
	filters, err := g.filters().Answer(e)
	of, rest := byItem(err)
	a.Filters, a.Unread, failed[0] = filters, joined(of), rest
	a.Alarms, failed[1] = g.alarms().Answer(e)
	a.Topics, failed[2] = SNSHomeTopics().Answer(e)
	return a, errors.Join(failed[:]...)
}
