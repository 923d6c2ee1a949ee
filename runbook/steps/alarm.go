package steps

import (
	"fmt"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/ask"
	"hardbook/runbook/config"
)

// An alarmWish is what an alarm must do to warn of something.
type alarmWish struct {
	metric    string                       // whose data it must watch
	whole     func(d []ask.Dimension) bool // whether these dimensions are all of the metric
	part      string                       // what to say of an alarm for which they are not
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
	topics map[string]ask.Topic
	mutes  ask.Mutes
	from   publisher
	at     time.Time // when the evidence was collected
}

// rings says why an alarm does not ring, or is not heard, and whether only time or
// clicks on links are missing. "" means that it rings and everybody hears it. It
// goes on after the name of the alarm.
func (r alarmRoom) rings(a ask.Alarm, w alarmWish) (problem string, pending bool) {
	if problem := silent(a, w); problem != "" {
		return problem, false
	}
	if rule := r.mutes.Of(a.AlarmName); rule != "" {
		return "is muted by the mute rule " + rule + ": it would ring unheard", false
	}
	if problem, pending := heard(r.cfg, r.topics, a.AlarmActions, r.from); problem != "" {
		return problem, pending
	}
	warmUp := time.Duration(a.WarmUpConfiguration.WarmUpPeriodDurationInMinutes) * time.Minute
	made := a.AlarmConfigurationUpdatedTimestamp
	switch {
	case a.EvaluationState == "EVALUATION_ERROR":
		return "is set so that CloudWatch cannot evaluate it (EVALUATION_ERROR)", false
	case a.EvaluationState == "EVALUATION_FAILURE":
		return "cannot be evaluated by CloudWatch at present (EVALUATION_FAILURE)", true
	case a.StateValue == "INSUFFICIENT_DATA" && warmUp > 0 && (made.IsZero() || r.at.Sub(made.Time) < warmUp):
		return fmt.Sprintf("does not ring yet: it warms up for %d minutes", a.WarmUpConfiguration.WarmUpPeriodDurationInMinutes), true
	}
	return "", false
}

// silent says why an alarm does not ring, "" where it does.
// Source: CloudWatch User Guide, Alarm evaluation; Configuring how CloudWatch
// alarms treat missing data.
func silent(a ask.Alarm, w alarmWish) string {
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

// rank orders what is to do before what waits, and that before what is done.
func rank(s runbook.Status) int {
	switch s {
	case runbook.StatusDone:
		return 2
	case runbook.StatusWaiting:
		return 1
	}
	return 0
}
