package steps

import (
	"fmt"
	"slices"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
)

// An alarmWish is what an alarm must do to warn of something.
type alarmWish struct {
	metric    string                         // whose data it must watch
	whole     func(d []calls.Dimension) bool // whether these dimensions are all of the metric
	part      string                         // what to say of an alarm for which they are not
	statistic string
	unit      string  // of the data
	loud      float64 // a number at which it must ring
	faint     string  // what to say of an alarm that does not
	once      bool    // a single data point must be enough
	steady    bool    // data comes all the time, so that the end of what rang shows
}

// An alarmRoom is what the alarms of a Region ring in.
type alarmRoom struct {
	cfg    config.Config
	topics map[string]calls.Topic
	mutes  calls.Mutes
	region string
	at     time.Time // when the evidence was collected
}

// rings says how an alarm stands: done where it rings and everybody hears it,
// waiting where only time or clicks on links are missing, todo, or unknown; and why
// not done, in words that go on after the name of the alarm.
func (r alarmRoom) rings(a calls.Alarm, w alarmWish) (runbook.Status, string) {
	if problem := silent(a, w); problem != "" {
		return runbook.StatusTodo, problem
	}
	if rule := r.mutes.Of(a.AlarmName); rule != "" {
		return runbook.StatusTodo, "is muted by the mute rule " + rule + ": it would ring unheard"
	}
	by := func(string) publisher { return alarmIn(r.cfg, r.region, a.AlarmName) }
	if status, problem := heard(r.cfg, r.topics, a.AlarmActions, by); status != runbook.StatusDone {
		return status, problem
	}
	warmUp := time.Duration(a.WarmUpConfiguration.WarmUpPeriodDurationInMinutes) * time.Minute
	made := a.AlarmConfigurationUpdatedTimestamp
	switch {
	case a.EvaluationState == "EVALUATION_ERROR":
		return runbook.StatusTodo, "is set so that CloudWatch cannot evaluate it (EVALUATION_ERROR)"
	case a.EvaluationState == "EVALUATION_FAILURE":
		return runbook.StatusWaiting, "cannot be evaluated by CloudWatch at present (EVALUATION_FAILURE)"
	case a.StateValue == "INSUFFICIENT_DATA" && warmUp > 0 && (made.IsZero() || r.at.Sub(made.Time) < warmUp):
		return runbook.StatusWaiting, fmt.Sprintf("does not ring yet: it warms up for %d minutes", a.WarmUpConfiguration.WarmUpPeriodDurationInMinutes)
	}
	return runbook.StatusDone, ""
}

// silent says why an alarm does not ring, "" where it does.
// Source: CloudWatch User Guide, Alarm evaluation; Configuring how CloudWatch
// alarms treat missing data.
func silent(a calls.Alarm, w alarmWish) string {
	points := a.DatapointsToAlarm
	if points == 0 {
		points = a.EvaluationPeriods
	}
	switch {
	case a.MetricName != w.metric:
		return "does not watch " + w.metric
	case !w.whole(a.Dimensions):
		return w.part
	case a.Statistic != w.statistic:
		return "must use the statistic " + w.statistic
	case a.Unit != "" && a.Unit != w.unit:
		return "waits for data in " + a.Unit + ", which the metric has none of"
	case a.Threshold == nil || a.Period <= 0 || a.EvaluationPeriods <= 0 || points < 0:
		return "does not say when it rings"
	case w.once && points > 1:
		return "rings only when it happens again and again"
	case points > day/a.Period: // no product: it could overflow
		return "looks at more than a day before it rings"
	case !reaches(a.ComparisonOperator, w.loud, *a.Threshold):
		return w.faint
	case reaches(a.ComparisonOperator, 0, *a.Threshold), a.TreatMissingData == "breaching":
		return "rings all the time, and so says nothing new when something happens"
	case a.TreatMissingData == "ignore" && !w.steady:
		return "never stops after it rang once, since nothing tells it that all is quiet"
	case !a.ActionsEnabled:
		return "has its actions disabled: it would ring unheard"
	}
	return ""
}

// reaches reports whether a number makes an alarm ring.
func reaches(operator string, number, threshold float64) bool {
	switch operator {
	case "GreaterThanOrEqualToThreshold":
		return number >= threshold
	case "GreaterThanThreshold":
		return number > threshold
	}
	return false
}

const day = 24 * 3600 // seconds

// finding is how a thing stands of which the best is looked for, such as the
// alarms at one threshold.
type finding struct {
	status         runbook.Status
	text, resource string
}

func (f finding) betterThan(other finding) bool { return rank(f.status) > rank(other.status) }

// rank orders what is to do before what is not known, that before what waits, and
// that before what is done.
func rank(s runbook.Status) int {
	return slices.Index([]runbook.Status{runbook.StatusTodo, runbook.StatusUnknown, runbook.StatusWaiting, runbook.StatusDone}, s)
}
