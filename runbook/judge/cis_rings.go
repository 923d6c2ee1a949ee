package judge

import (
	"cmp"
	"encoding/json"
	"strconv"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/filterpattern"
)

// Rings says of each row of the table whether an alarm rings for it in a log
// group, in the table's order.
func Rings(cfg config.Config, group string, g calls.LogGroups) []Candidate {
	var all []Candidate
	var filters []calls.MetricFilter
	var patterns []filterpattern.Pattern
	for _, f := range g.Filters {
		if f.LogGroupName == group {
			filters, patterns = append(filters, f), append(patterns, filterpattern.Read(f.FilterPattern))
		}
	}
	for _, row := range filterpattern.Table() {
		wanted := filterpattern.Read(row.Pattern)
		best := Candidate{runbook.StatusTodo, "no metric filter finds that " + row.Words, ""}
		for i, f := range filters {
			// What such a filter leaves out, or counts apart, depends on more than its
			// pattern.
			if f.ApplyOnTransformedLogs || f.FieldSelectionCriteria != "" || len(f.EmitSystemFieldDimensions) > 0 || !patterns[i].Covers(wanted) {
				continue
			}
			for _, metric := range f.MetricTransformations {
				if found := ringsFor(cfg, metric, g); best.Resource == "" || found.BetterThan(best) {
					found.Text = "when " + row.Words + ", " + found.Text
					best = found
				}
			}
		}
		all = append(all, best)
	}
	return all
}

// ringsFor says whether an alarm rings for a metric.
func ringsFor(cfg config.Config, metric calls.MetricTransformation, g calls.LogGroups) Candidate {
	name := metric.MetricNamespace + "/" + metric.MetricName
	best := Candidate{runbook.StatusTodo, "no alarm rings for the metric " + name, name}
	value, err := strconv.ParseFloat(metric.MetricValue, 64)
	if err != nil || value <= 0 || metric.Dimensions != nil || metric.DefaultValue != nil && !isZero(*metric.DefaultValue) {
		best.Text = "the metric " + name + " does not count it: it must have a number above 0 as value, 0 or nothing as default value, and no dimensions"
		return best
	}
	room := AlarmRoom{cfg, g.Topics, g.Mutes.Answer, cfg.Account.HomeRegion, g.At}
	wish := AlarmWish{
		Metric:    metric.MetricName,
		Whole:     func(d []calls.Dimension) bool { return len(d) == 0 },
		Part:      "watches a part of the metric only, which has no parts",
		Statistic: "Sum",
		Unit:      cmp.Or(metric.Unit, "None"),
		Loud:      value,
		Faint:     "does not ring for a single event",
		once:      true,
		Steady:    metric.DefaultValue != nil,
	}
	for _, a := range g.Alarms.MetricAlarms {
		if a.Namespace != metric.MetricNamespace || a.MetricName != metric.MetricName {
			continue
		}
		found := Candidate{runbook.StatusTodo, "the alarm " + a.AlarmName + " ", a.AlarmName}
		status, problem := room.Rings(a, wish)
		if found.Status = status; status == runbook.StatusDone {
			problem = "rings"
		}
		found.Text += problem
		if best.Resource == name || found.BetterThan(best) {
			best = found
		}
	}
	return best
}

// isZero reports whether a default value, which is put into the metric while logs
// come without such an event, neither rings by itself nor makes up for an event.
func isZero(n json.Number) bool {
	value, err := n.Float64()
	return err == nil && value == 0
}
