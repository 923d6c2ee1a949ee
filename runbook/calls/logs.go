package calls

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/names"
)

// MetricFilters is the answer of logs describe-metric-filters about all log
// groups of a Region. Source: CloudWatch Logs API, MetricFilter.
type MetricFilters struct{ MetricFilters []MetricFilter }

// MetricFilter counts in metrics the events that meet its pattern.
type MetricFilter struct {
	FilterName             string
	LogGroupName           string
	FilterPattern          string
	MetricTransformations  []MetricTransformation
	ApplyOnTransformedLogs bool   `json:",omitempty"` // the pattern is about events that were made over before
	FieldSelectionCriteria string `json:",omitempty"` // only events from some accounts or Regions count
	// Fields of which each value makes a metric of its own.
	EmitSystemFieldDimensions []string `json:",omitempty"`
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
	Filters []MetricFilter        // in the home Region, of all log groups
	Alarms  Alarms                // the same
	Mutes   evidence.Maybe[Mutes] // the same
	Topics  map[string]Topic      // the same, by ARN
	At      time.Time             // when they were collected
}

// LogGroup is what the ARN of a log group says: its Region, its name, and
// whether it is the account's. (arn:aws:logs:REGION:ACCOUNT:log-group:NAME:*)
func LogGroup(cfg config.Config, arn string) (region, name string, own bool) {
	parts := strings.Split(arn, ":")
	if len(parts) < 7 {
		return "", "", false
	}
	return parts[3], parts[6], parts[4] == cfg.Account.ID
}

// CloudWatchLogGroups asks in the home Region for metric filters, alarms, what mutes
// them, and topics. (It asks for the filters of all log groups: a call about one wants its
// name, and a trail tells its ARN.)
func CloudWatchLogGroups() evidence.Source[LogGroups] { return logGroups{} }

type logGroups struct{}

func (logGroups) filters() evidence.Query[MetricFilters] {
	return evidence.Query[MetricFilters]{Call: evidence.Call{
		Command: "logs describe-metric-filters",
		Action:  "logs:DescribeMetricFilters",
		Home:    true,
		Narrow: func(cfg config.Config) []string {
			return []string{names.ARN("logs", cfg.Account.HomeRegion, cfg.Account.ID, "log-group:*")}
		},
	}}
}

// alarms asks for the alarms of the home Region, where the trail's are.
func (logGroups) alarms() evidence.Query[Alarms] {
	call := CloudWatchAlarms.Call
	call.Home = true
	call.Narrow = func(cfg config.Config) []string {
		return []string{names.ARN("cloudwatch", cfg.Account.HomeRegion, cfg.Account.ID, "alarm:*")}
	}
	return evidence.Query[Alarms]{Call: call}
}

func (g logGroups) Calls() []evidence.Call {
	return evidence.Unique(slices.Concat(g.filters().Calls(), g.alarms().Calls(), mutes{home: true}.Calls(), SNSHomeTopics().Calls()))
}

func (g logGroups) Answer(e evidence.Evidence) (LogGroups, error) {
	filters, errFilters := g.filters().Answer(e)
	alarms, errAlarms := g.alarms().Answer(e)
	muted, errM := mutes{home: true}.Answer(e)
	topics, errTopics := SNSHomeTopics().Answer(e)
	return LogGroups{filters.MetricFilters, alarms, evidence.Maybe[Mutes]{Answer: muted, Unread: errM}, topics, e.Manifest.CollectedAt}, errors.Join(errFilters, errAlarms, errTopics)
}
