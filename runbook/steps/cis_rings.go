package steps

import (
	"encoding/json"
	"strconv"

	"hardbook/runbook"
	"hardbook/runbook/alarms"
	"hardbook/runbook/ask"
	"hardbook/runbook/config"
)

// rings says of each row of the table whether an alarm rings for it in a log
// group, in the table's order.
func rings(cfg config.Config, group string, g ask.LogGroups) []finding {
	var all []finding
	var filters []ask.MetricFilter
	var patterns []alarms.Pattern
	for _, f := range g.Filters {
		if f.LogGroupName == group {
			filters, patterns = append(filters, f), append(patterns, alarms.Read(f.FilterPattern))
		}
	}
	for _, row := range alarms.Table() {
		wanted := alarms.Read(row.Pattern)
		best := finding{runbook.StatusTodo, "no metric filter finds that " + row.Words, ""}
		for i, f := range filters {
			// What such a filter leaves out depends on more than its pattern.
			if f.ApplyOnTransformedLogs || f.FieldSelectionCriteria != "" || !patterns[i].Covers(wanted) {
				continue
			}
			for _, metric := range f.MetricTransformations {
				if found := ringsFor(cfg, metric, g); best.resource == "" || found.betterThan(best) {
					found.text = "when " + row.Words + ", " + found.text
					best = found
				}
			}
		}
		all = append(all, best)
	}
	return all
}

// ringsFor says whether an alarm rings for a metric.
func ringsFor(cfg config.Config, metric ask.MetricTransformation, g ask.LogGroups) finding {
	name := metric.MetricNamespace + "/" + metric.MetricName
	best := finding{runbook.StatusTodo, "no alarm rings for the metric " + name, name}
	value, err := strconv.ParseFloat(metric.MetricValue, 64)
	if err != nil || value <= 0 || metric.Dimensions != nil || metric.DefaultValue != nil && !isZero(*metric.DefaultValue) {
		best.text = "the metric " + name + " does not count it: it must have a number above 0 as value, 0 or nothing as default value, and no dimensions"
		return best
	}
	for _, a := range g.Alarms.MetricAlarms {
		if a.Namespace != metric.MetricNamespace || a.MetricName != metric.MetricName {
			continue
		}
		found := finding{runbook.StatusTodo, "the alarm " + a.AlarmName + " ", a.AlarmName}
		problem := silent(a, metric, value)
		if problem == "" {
			by := func(string) publisher { return alarmIn(cfg, cfg.Account.HomeRegion, a.AlarmName) }
			if found.status, problem = heard(cfg, g.Topics, a.AlarmActions, by); found.status == runbook.StatusDone {
				problem = "rings"
			}
		}
		found.text += problem
		if best.resource == name || found.betterThan(best) {
			best = found
		}
	}
	return best
}

// silent says why an alarm does not ring for a single event that adds value to
// its metric, "" where it does.
// Source: CloudWatch User Guide, Alarm evaluation; Configuring how CloudWatch
// alarms treat missing data.
func silent(a ask.Alarm, metric ask.MetricTransformation, value float64) string {
	points := a.DatapointsToAlarm
	if points == 0 {
		points = a.EvaluationPeriods
	}
	unit := metric.Unit
	if unit == "" {
		unit = "None"
	}
	switch {
	case len(a.Dimensions) > 0:
		return "watches a part of the metric only, which has no parts"
	case a.Statistic != "Sum":
		return "must use the statistic Sum"
	case a.Unit != "" && a.Unit != unit:
		return "waits for data in " + a.Unit + ", but the metric's are in " + unit
	case a.Threshold == nil || a.Period <= 0 || points <= 0:
		return "does not say when it rings"
	case points > 1:
		return "rings only when it happens again and again"
	case !reaches(a.ComparisonOperator, value, *a.Threshold):
		return "does not ring for a single event"
	case reaches(a.ComparisonOperator, 0, *a.Threshold), a.TreatMissingData == "breaching":
		return "rings all the time, and so says nothing new when something happens"
	case a.TreatMissingData == "ignore" && metric.DefaultValue == nil:
		return "never stops after it rang once, since nothing tells it that all is quiet"
	case !a.ActionsEnabled:
		return "has its actions disabled: it would ring unheard"
	}
	return ""
}

// isZero reports whether a default value, which is put into the metric while logs
// come without such an event, neither rings by itself nor makes up for an event.
func isZero(n json.Number) bool {
	value, err := n.Float64()
	return err == nil && value == 0
}

// reaches reports whether a sum makes an alarm ring.
func reaches(operator string, sum, threshold float64) bool {
	switch operator {
	case "GreaterThanOrEqualToThreshold":
		return sum >= threshold
	case "GreaterThanThreshold":
		return sum > threshold
	}
	return false
}
