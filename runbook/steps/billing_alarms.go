package steps

import (
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
	Applies: notForMembers("they ring only where the organization's management account has turned billing alerts on; the budgets do not need that"),
}

// judgeBillingAlarms wants, for each threshold, an alarm of any name at exactly
// that number: one at the lowest does not stand for the others.
func judgeBillingAlarms(cfg config.Config, b ask.Billing, topics map[string]ask.Topic, at time.Time) runbook.Verdict {
	room := alarmRoom{cfg, topics, hasTotalCharges(cfg, b.Metrics), at}
	var findings []runbook.Finding
	var amounts, todo, waiting, unsure []string
	for _, threshold := range cfg.Billing.Thresholds {
		number := strconv.FormatFloat(threshold, 'f', -1, 64)
		amounts = append(amounts, number)
		amount := number + " " + cfg.Billing.Currency
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
		case runbook.StatusUnknown:
			unsure = append(unsure, best.text)
		}
		findings = append(findings, runbook.Finding{
			OK: best.status == runbook.StatusDone, Resource: best.resource, Region: evidence.GlobalRegion, Detail: best.text,
		})
	}
	v := runbook.Done("alarms ring at %s %s", and(amounts), cfg.Billing.Currency)
	if len(waiting) > 0 {
		v = runbook.Waiting("%s", strings.Join(waiting, "; "))
	}
	if len(unsure) > 0 {
		v = runbook.Unknown("%s", strings.Join(unsure, "; "))
	}
	if len(todo) > 0 {
		v = runbook.Todo("%s", strings.Join(todo, "; "))
	}
	return orUnread(v.With(findings...), topics)
}

// finding is how one threshold stands.
type finding struct {
	status         runbook.Status
	text, resource string
}

func (f finding) betterThan(other finding) bool {
	rank := []runbook.Status{runbook.StatusTodo, runbook.StatusUnknown, runbook.StatusWaiting, runbook.StatusDone}
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
	case a.Unit != "" && a.Unit != "None":
		return todo("waits for data in " + a.Unit + ", but charges have no unit")
	case a.ComparisonOperator != "GreaterThanThreshold" && a.ComparisonOperator != "GreaterThanOrEqualToThreshold":
		return todo("does not ring when the bill is greater")
	case a.Period <= 0 || a.EvaluationPeriods <= 0:
		return todo("says not how long it looks at the bill")
	case a.EvaluationPeriods > day/a.Period: // no product: it could overflow
		return todo("looks at more than a day before it rings")
	case !a.ActionsEnabled:
		return todo("has its actions disabled: it would ring unheard")
	}
	by := func(string) publisher { return alarmIn(r.cfg, evidence.GlobalRegion, a.AlarmName) }
	if status, problem := heard(r.cfg, r.topics, a.AlarmActions, by); status != runbook.StatusDone {
		return finding{status, name + " " + problem, a.AlarmName}
	}
	switch {
	case !r.seen: // whatever its state: an alarm can be OK for want of data
		return waiting("cannot ring yet: AWS has published no charges")
	case a.StateValue == "OK", a.StateValue == "ALARM":
		return finding{runbook.StatusDone, name + " is set", a.AlarmName}
	case a.StateValue != "INSUFFICIENT_DATA":
		return todo("is in the state " + a.StateValue + ", which hardbook does not know")
	case r.at.Sub(a.AlarmConfigurationUpdatedTimestamp.Time) < day*time.Second:
		return waiting("has seen no billing data yet")
	}
	return todo("has seen no data for a day, although AWS publishes the charges")
}

const day = 24 * 3600 // seconds
