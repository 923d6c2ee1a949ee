package judge

import (
	"fmt"
	"slices"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
)

// AlarmWish is what an alarm must do to warn of something.
type AlarmWish struct {
	Metric    string                         // whose data it must watch
	Whole     func(d []calls.Dimension) bool // whether these dimensions are all of the metric
	Part      string                         // what to say of an alarm for which they are not
	Statistic string
	Unit      string  // of the data
	Loud      float64 // a number at which it must ring
	Faint     string  // what to say of an alarm that does not
	once      bool    // a single data point must be enough
	Steady    bool    // data comes all the time, so that the end of what rang shows
}

// AlarmRoom is what the alarms of a Region ring in.
type AlarmRoom struct {
	Cfg    config.Config
	Topics map[string]calls.Topic
	Mutes  calls.Mutes
	Region string
	At     time.Time // when the evidence was collected
}

// Rings says how an alarm stands: done where it rings and everybody hears it,
// waiting where only time or clicks on links are missing, todo, or unknown; and why
// not done, in words that go on after the name of the alarm.
func (r AlarmRoom) Rings(a calls.Alarm, w AlarmWish) (runbook.Status, string) {
	if problem := silent(a, w); problem != "" {
		return runbook.StatusTodo, problem
	}
	if rule := r.Mutes.Of(a.AlarmName); rule != "" {
		return runbook.StatusTodo, "is muted by the mute rule " + rule + ": it would ring unheard"
	}
	by := func(string) publisher { return alarmIn(r.Cfg, r.Region, a.AlarmName) }
	if status, problem := heard(r.Cfg, r.Topics, a.AlarmActions, by); status != runbook.StatusDone {
		return status, problem
	}
	warmUp := time.Duration(a.WarmUpConfiguration.WarmUpPeriodDurationInMinutes) * time.Minute
	made := a.AlarmConfigurationUpdatedTimestamp
	switch {
	case a.EvaluationState == "EVALUATION_ERROR":
		return runbook.StatusTodo, "is set so that CloudWatch cannot evaluate it (EVALUATION_ERROR)"
	case a.EvaluationState == "EVALUATION_FAILURE":
		return runbook.StatusWaiting, "cannot be evaluated by CloudWatch at present (EVALUATION_FAILURE)"
	case a.StateValue == "INSUFFICIENT_DATA" && warmUp > 0 && (made.IsZero() || r.At.Sub(made.Time) < warmUp):
		return runbook.StatusWaiting, fmt.Sprintf("does not ring yet: it warms up for %d minutes", a.WarmUpConfiguration.WarmUpPeriodDurationInMinutes)
	}
	return runbook.StatusDone, ""
}

// silent says why an alarm does not ring, "" where it does.
// Source: CloudWatch User Guide, Alarm evaluation; Configuring how CloudWatch
// alarms treat missing data.
func silent(a calls.Alarm, w AlarmWish) string {
	points := a.DatapointsToAlarm
	if points == 0 {
		points = a.EvaluationPeriods
	}
	switch {
	case a.MetricName != w.Metric:
		return "does not watch " + w.Metric
	case !w.Whole(a.Dimensions):
		return w.Part
	case a.Statistic != w.Statistic:
		return "must use the statistic " + w.Statistic
	case a.Unit != "" && a.Unit != w.Unit:
		return "waits for data in " + a.Unit + ", which the metric has none of"
	case a.Threshold == nil || a.Period <= 0 || a.EvaluationPeriods <= 0 || points < 0:
		return "does not say when it rings"
	case w.once && points > 1:
		return "rings only when it happens again and again"
	case points > int(Day.Seconds())/a.Period: // no product: it could overflow
		return "looks at more than a day before it rings"
	case !reaches(a.ComparisonOperator, w.Loud, *a.Threshold):
		return w.Faint
	case reaches(a.ComparisonOperator, 0, *a.Threshold), a.TreatMissingData == "breaching":
		return "rings all the time, and so says nothing new when something happens"
	case a.TreatMissingData == "ignore" && !w.Steady:
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

// Candidate is how a thing stands of which the best is looked for, such as the
// alarms at one threshold.
type Candidate struct {
	Status         runbook.Status
	Text, Resource string
}

// BetterThan reports whether f is closer to done than other.
func (f Candidate) BetterThan(other Candidate) bool { return rank(f.Status) > rank(other.Status) }

// rank orders what is to do before what is not known, that before what waits, and
// that before what is done.
func rank(s runbook.Status) int {
	return slices.Index([]runbook.Status{runbook.StatusTodo, runbook.StatusUnknown, runbook.StatusWaiting, runbook.StatusDone}, s)
}
