package steps

import (
	"cmp"
	"encoding/json"
	"strconv"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/filterpattern"
)

// rings says of each row of the table whether an alarm rings for it in a log
// group, in the table's order.
func rings(cfg config.Config, group string, g calls.LogGroups) []finding {
	var all []finding
	var filters []calls.MetricFilter
	var patterns []filterpattern.Pattern
	for _, f := range g.Filters {
		if f.LogGroupName == group {
			filters, patterns = append(filters, f), append(patterns, filterpattern.Read(f.FilterPattern))
		}
	}
	for _, row := range filterpattern.Table() {
		wanted := filterpattern.Read(row.Pattern)
		best := finding{runbook.StatusTodo, "no metric filter finds that " + row.Words, ""}
		for i, f := range filters {
			// What such a filter leaves out, or counts apart, depends on more than its
			// pattern.
			if f.ApplyOnTransformedLogs || f.FieldSelectionCriteria != "" || len(f.EmitSystemFieldDimensions) > 0 || !patterns[i].Covers(wanted) {
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
func ringsFor(cfg config.Config, metric calls.MetricTransformation, g calls.LogGroups) finding {
	name := metric.MetricNamespace + "/" + metric.MetricName
	best := finding{runbook.StatusTodo, "no alarm rings for the metric " + name, name}
	value, err := strconv.ParseFloat(metric.MetricValue, 64)
	if err != nil || value <= 0 || metric.Dimensions != nil || metric.DefaultValue != nil && !isZero(*metric.DefaultValue) {
		best.text = "the metric " + name + " does not count it: it must have a number above 0 as value, 0 or nothing as default value, and no dimensions"
		return best
	}
	room := alarmRoom{cfg, g.Topics, g.Mutes.Answer, cfg.Account.HomeRegion, g.At}
	wish := alarmWish{
		metric:    metric.MetricName,
		whole:     func(d []calls.Dimension) bool { return len(d) == 0 },
		part:      "watches a part of the metric only, which has no parts",
		statistic: "Sum",
		unit:      cmp.Or(metric.Unit, "None"),
		loud:      value,
		faint:     "does not ring for a single event",
		once:      true,
		steady:    metric.DefaultValue != nil,
	}
	for _, a := range g.Alarms.MetricAlarms {
		if a.Namespace != metric.MetricNamespace || a.MetricName != metric.MetricName {
			continue
		}
		found := finding{runbook.StatusTodo, "the alarm " + a.AlarmName + " ", a.AlarmName}
		status, problem := room.rings(a, wish)
		if found.status = status; status == runbook.StatusDone {
			problem = "rings"
		}
		found.text += problem
		if best.resource == name || found.betterThan(best) {
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
