package steps

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/ask"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// BillingAlarms makes one alarm for each threshold of the month's bill so far.
var BillingAlarms = runbook.Step{
	ID:      "billing-alarms",
	Phase:   runbook.Money,
	Who:     runbook.AsRoot,
	Profile: config.Essentials,
	Check:   runbook.From3(ask.CloudWatchBilling(), ask.SNSTopics(), evidence.CollectedAt(), judgeBillingAlarms),
	Needs:   []string{"billing-topic"},
}

// judgeBillingAlarms wants, for each threshold, an alarm of any name at exactly
// that number: one at the lowest does not stand for the others.
func judgeBillingAlarms(cfg config.Config, b ask.Billing, topics map[string]ask.Topic, at time.Time) runbook.Verdict {
	room := alarmRoom{cfg, topics, hasTotalCharges(cfg, b.Metrics), at}
	var findings []runbook.Finding
	var todo, waiting []string
	for _, threshold := range cfg.Billing.Thresholds {
		amount := strconv.FormatFloat(threshold, 'f', -1, 64) + " " + cfg.Billing.Currency
		best := finding{runbook.StatusTodo, "no alarm at " + amount, amount}
		found := false
		for _, alarm := range b.Alarms.MetricAlarms {
			if alarm.Namespace != billingNamespace || alarm.Threshold == nil || *alarm.Threshold != threshold {
				continue
			}
			if f := room.judge(alarm, amount); !found || f.betterThan(best) {
				best, found = f, true
			}
		}
		switch best.status {
		case runbook.StatusTodo:
			todo = append(todo, best.text)
		case runbook.StatusWaiting:
			waiting = append(waiting, best.text)
		}
		findings = append(findings, runbook.Finding{
			OK: best.status == runbook.StatusDone, Resource: best.resource, Region: evidence.GlobalRegion, Detail: best.text,
		})
	}
	v := runbook.Done("each of the %d thresholds has its alarm", len(cfg.Billing.Thresholds))
	if len(waiting) > 0 {
		v = runbook.Waiting("%s", strings.Join(waiting, "; "))
	}
	if len(todo) > 0 {
		v = runbook.Todo("%s", strings.Join(todo, "; "))
	}
	return v.With(findings...)
}

// finding is how one threshold stands.
type finding struct {
	status         runbook.Status
	text, resource string
}

func (f finding) betterThan(other finding) bool {
	rank := []runbook.Status{runbook.StatusTodo, runbook.StatusWaiting, runbook.StatusDone}
	return slices.Index(rank, f.status) > slices.Index(rank, other.status)
}

// alarmRoom is what an alarm is judged against.
type alarmRoom struct {
	cfg    config.Config
	topics map[string]ask.Topic
	seen   bool      // AWS has published the estimated charges
	at     time.Time // when the evidence was collected
}

// judge says how one alarm at the right number stands; amount names the number.
func (r alarmRoom) judge(a ask.Alarm, amount string) finding {
	name := "the alarm " + a.AlarmName + " at " + amount
	todo := func(what string) finding { return finding{runbook.StatusTodo, name + " " + what, a.AlarmName} }
	waiting := func(what string) finding { return finding{runbook.StatusWaiting, name + " " + what, a.AlarmName} }
	currency := "Currency=" + r.cfg.Billing.Currency
	switch {
	case a.MetricName != billingMetric:
		return todo("does not watch " + billingMetric)
	case !isTotal(r.cfg, a.Dimensions):
		return todo("does not watch the whole bill: its only dimension must be " + currency)
	case a.Statistic != "Maximum":
		return todo("must use the statistic Maximum")
	case a.ComparisonOperator != "GreaterThanThreshold" && a.ComparisonOperator != "GreaterThanOrEqualToThreshold":
		return todo("does not ring when the bill is greater")
	case a.Period <= 0 || a.EvaluationPeriods <= 0 || a.Period*a.EvaluationPeriods > 24*3600:
		return todo("looks at more than a day before it rings")
	case !a.ActionsEnabled:
		return todo("has its actions disabled: it would ring unheard")
	}
	if problem, pending := r.heard(a); problem != "" {
		if pending {
			return waiting(problem)
		}
		return todo(problem)
	}
	if a.StateValue == "INSUFFICIENT_DATA" {
		// Time is given to an alarm that could not have been evaluated yet.
		fresh := r.at.Sub(a.AlarmConfigurationUpdatedTimestamp.Time) < 24*time.Hour
		if !r.seen || fresh {
			return waiting("has seen no billing data yet")
		}
		return todo("has seen no data for a day, although AWS publishes the charges")
	}
	return finding{runbook.StatusDone, name + " is set", a.AlarmName}
}

// heard says why the alarm does not reach every address, and whether only
// clicks on confirmation links are missing. "" means that it does.
func (r alarmRoom) heard(a ask.Alarm) (problem string, pending bool) {
	problem = "notifies no SNS topic"
	for _, arn := range a.AlarmActions {
		if !strings.HasPrefix(arn, "arn:aws:sns:") {
			continue
		}
		topic, ok := r.topics[arn]
		if !ok {
			problem = fmt.Sprintf("notifies %s, which does not exist", arn)
			continue
		}
		audience := hear(r.cfg, topic)
		switch {
		case audience.complete():
			return "", false
		case len(audience.missing) > 0:
			problem = "does not reach " + strings.Join(audience.missing, ", ")
		case !audience.open:
			problem = "notifies a topic whose policy does not let CloudWatch publish"
		default:
			return "waits for " + strings.Join(audience.pending, ", ") + " to click the link in the e-mail from AWS", true
		}
	}
	return problem, false
}
