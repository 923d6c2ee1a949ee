package steps

import (
	"strconv"
	"strings"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// BillingAlarms makes one alarm for each threshold of the month's bill so far.
var BillingAlarms = runbook.Step{
	ID:      "billing-alarms",
	Phase:   runbook.Money,
	Who:     runbook.AsRoot,
	Profile: config.Essentials,
	Check:   runbook.From3(calls.CloudWatchBilling(), calls.SNSTopics(), evidence.CollectedAt(), judgeBillingAlarms),
	Needs:   []string{"billing-topic"},
	Applies: notForMembers("they ring only where the organization's management account has turned billing alerts on; the budgets do not need that"),
}

// judgeBillingAlarms wants, for each threshold, an alarm of any name at exactly
// that number: one at the lowest does not stand for the others.
func judgeBillingAlarms(cfg config.Config, b calls.Billing, topics map[string]calls.Topic, at time.Time) runbook.Verdict {
	room := billingRoom{alarmRoom{cfg, topics, b.Mutes.Answer, evidence.GlobalRegion, at}, hasTotalCharges(cfg, b.Metrics)}
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
			if f := room.judge(alarm, threshold, amount); !found || f.betterThan(best) {
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
	return runbook.Besides(orUnread(v.With(findings...), topics), b.Mutes.Unread)
}

// billingRoom is what billing alarms are judged against.
type billingRoom struct {
	alarmRoom
	seen bool // AWS has published the estimated charges
}

// judge says how one alarm at a threshold stands; amount names the number.
func (r billingRoom) judge(a calls.Alarm, threshold float64, amount string) finding {
	name := "the alarm " + a.AlarmName + " at " + amount
	todo := func(what string) finding { return finding{runbook.StatusTodo, name + " " + what, a.AlarmName} }
	waiting := func(what string) finding { return finding{runbook.StatusWaiting, name + " " + what, a.AlarmName} }
	status, problem := r.rings(a, alarmWish{
		metric:    billingMetric,
		whole:     func(d []calls.Dimension) bool { return isTotal(r.cfg, d) },
		part:      "does not watch the whole bill: its only dimension must be Currency=" + r.cfg.Billing.Currency,
		statistic: "Maximum",
		unit:      "None",
		loud:      threshold + 0.01, // some alarms ring at the number itself, some only above it
		faint:     "does not ring when the bill is greater",
		steady:    true,
	})
	switch {
	case status != runbook.StatusDone:
		return finding{status, name + " " + problem, a.AlarmName}
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
