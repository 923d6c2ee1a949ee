package steps

import (
	"strconv"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/judge"
)

// FirstDollarBudget makes a budget that warns when anything at all is running.
var FirstDollarBudget = runbook.Step{
	ID:      "first-dollar-budget",
	Phase:   runbook.Money,
	Who:     runbook.AsRoot,
	Profile: config.Baseline,
	Check:   runbook.From3(calls.Budgets(), calls.SNSTopics(), evidence.CollectedAt(), judgeFirstDollarBudget),
	Needs:   []string{"billing-topic"},
	Refs:    runbook.Refs{SSB: "ACCT.10"},
}

// judgeFirstDollarBudget accepts a budget of any name, limit and form that warns
// in time: the one that serves best.
func judgeFirstDollarBudget(cfg config.Config, budgets []calls.Budget, topics map[string]calls.Topic, at time.Time) runbook.Verdict {
	return judge.BudgetRoom{Cfg: cfg, Topics: topics, At: at}.Best(budgets, theFirstDollar(cfg), theMonth(cfg))
}

// theFirstDollar is the duty of a budget that warns of real costs of one unit of
// the currency, or of less.
func theFirstDollar(cfg config.Config) judge.Duty {
	return judge.Duty{
		Traits: func(r judge.BudgetRoom, b calls.Budget) judge.Traits {
			one := judge.Trait{Status: runbook.StatusTodo, What: "has no alert", When: "1 " + cfg.Billing.Currency + " or less of real costs"}
			var subscribers []calls.Subscriber
			for _, a := range b.Alerts {
				if ringsAtOne(r, b, a) {
					subscribers = append(subscribers, a.Subscribers...)
					one.Status, one.What = judge.Told(r.Cfg, r.Topics, judge.Budget(r.Cfg, b.BudgetName), subscribers) // by all of them together
				}
			}
			if one.Status == runbook.StatusWaiting {
				one.When = ""
			}
			return judge.Traits{one}
		},
		Done: "when a month has cost more than 1 " + cfg.Billing.Currency,
	}
}

// ringsAtOne reports whether an alert comes by the time a month has cost more
// than one unit of the currency. One in per cent does so by the limit, where
// that is the same each month.
func ringsAtOne(r judge.BudgetRoom, b calls.Budget, a calls.BudgetAlert) bool {
	if a.NotificationType != "ACTUAL" || a.ComparisonOperator != "GREATER_THAN" ||
		b.BudgetLimit == nil || b.BudgetLimit.Unit != r.Cfg.Billing.Currency {
		return false
	}
	if a.ThresholdType == "ABSOLUTE_VALUE" {
		return a.Threshold <= 1
	}
	limit, err := strconv.ParseFloat(b.BudgetLimit.Amount, 64)
	fixed := err == nil && len(b.PlannedBudgetLimits) == 0 && b.AutoAdjustData == nil
	return fixed && a.ThresholdType == "PERCENTAGE" && a.Threshold/100*limit <= 1
}
