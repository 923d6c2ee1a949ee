package steps

import (
	"strconv"
	"strings"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/judge"
)

// BillingAlarms makes one alarm for each threshold of the month's bill so far.
var BillingAlarms = runbook.Step{
	ID:      "billing-alarms",
	Phase:   runbook.Money,
	Who:     runbook.AsRoot,
	Profile: config.Essentials,
	Check:   runbook.From3(calls.CloudWatchBilling(), calls.SNSTopics(), evidence.CollectedAt(), judgeBillingAlarms),
	Needs:   []string{"billing-topic"},
	Applies: judge.NotForMembers("they ring only where the organization's management account has turned billing alerts on; the budgets do not need that"),
}

// judgeBillingAlarms wants, for each threshold, an alarm of any name at exactly
// that number: one at the lowest does not stand for the others.
func judgeBillingAlarms(cfg config.Config, b calls.Billing, topics map[string]calls.Topic, at time.Time) runbook.Verdict {
	room := billingRoom{judge.AlarmRoom{Cfg: cfg, Topics: topics, Mutes: b.Mutes.Answer, Region: evidence.GlobalRegion, At: at}, hasTotalCharges(cfg, b.Metrics)}
	var findings []runbook.Finding
	var amounts, todo, waiting, unsure []string
	for _, threshold := range cfg.Billing.Thresholds {
		number := strconv.FormatFloat(threshold, 'f', -1, 64)
		amounts = append(amounts, number)
		amount := number + " " + cfg.Billing.Currency
		best := judge.Candidate{Status: runbook.StatusTodo, Text: "no alarm at " + amount, Resource: amount}
		found := false
		for _, alarm := range b.Alarms.MetricAlarms {
			if alarm.Namespace != billingNamespace || alarm.Threshold == nil || *alarm.Threshold != threshold {
				continue
			}
			if f := room.judge(alarm, threshold, amount); !found || f.BetterThan(best) {
				best, found = f, true
			}
		}
		switch best.Status {
		case runbook.StatusTodo:
			todo = append(todo, best.Text)
		case runbook.StatusWaiting:
			waiting = append(waiting, best.Text)
		case runbook.StatusUnknown:
			unsure = append(unsure, best.Text)
		}
		findings = append(findings, runbook.Finding{
			OK: best.Status == runbook.StatusDone, Resource: best.Resource, Region: evidence.GlobalRegion, Detail: best.Text,
		})
	}
	v := runbook.Done("alarms ring at %s %s", judge.And(amounts), cfg.Billing.Currency)
	if len(waiting) > 0 {
		v = runbook.Waiting("%s", strings.Join(waiting, "; "))
	}
	if len(unsure) > 0 {
		v = runbook.Unknown("%s", strings.Join(unsure, "; "))
	}
	if len(todo) > 0 {
		v = runbook.Todo("%s", strings.Join(todo, "; "))
	}
	return runbook.Besides(judge.OrUnread(v.With(findings...), topics), b.Mutes.Unread)
}

// billingRoom is what billing alarms are judged against.
type billingRoom struct {
	judge.AlarmRoom
	seen bool // AWS has published the estimated charges
}

// judge says how one alarm at a threshold stands; amount names the number.
func (r billingRoom) judge(a calls.Alarm, threshold float64, amount string) judge.Candidate {
	name := "the alarm " + a.AlarmName + " at " + amount
	todo := func(what string) judge.Candidate {
		return judge.Candidate{Status: runbook.StatusTodo, Text: name + " " + what, Resource: a.AlarmName}
	}
	waiting := func(what string) judge.Candidate {
		return judge.Candidate{Status: runbook.StatusWaiting, Text: name + " " + what, Resource: a.AlarmName}
	}
	status, problem := r.Rings(a, judge.AlarmWish{
		Metric:    billingMetric,
		Whole:     func(d []calls.Dimension) bool { return isTotal(r.Cfg, d) },
		Part:      "does not watch the whole bill: its only dimension must be Currency=" + r.Cfg.Billing.Currency,
		Statistic: "Maximum",
		Unit:      "None",
		Loud:      threshold + 0.01, // some alarms ring at the number itself, some only above it
		Faint:     "does not ring when the bill is greater",
		Steady:    true,
	})
	switch {
	case status != runbook.StatusDone:
		return judge.Candidate{Status: status, Text: name + " " + problem, Resource: a.AlarmName}
	case !r.seen: // whatever its state: an alarm can be OK for want of data
		return waiting("cannot ring yet: AWS has published no charges")
	case a.StateValue == "OK", a.StateValue == "ALARM":
		return judge.Candidate{Status: runbook.StatusDone, Text: name + " is set", Resource: a.AlarmName}
	case a.StateValue != "INSUFFICIENT_DATA":
		return todo("is in the state " + a.StateValue + ", which hardbook does not know")
	case r.At.Sub(a.AlarmConfigurationUpdatedTimestamp.Time) < judge.Day:
		return waiting("has seen no billing data yet")
	}
	return todo("has seen no data for a day, although AWS publishes the charges")
}
