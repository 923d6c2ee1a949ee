package steps

import (
	"strconv"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
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
	return budgetRoom{cfg, topics, at}.best(budgets, theFirstDollar(cfg), theMonth(cfg))
}

// theFirstDollar is the duty of a budget that warns of real costs of one unit of
// the currency, or of less.
func theFirstDollar(cfg config.Config) duty {
	return duty{
		traits: func(r budgetRoom, b calls.Budget) traits {
			one := trait{status: runbook.StatusTodo, what: "has no alert", when: "1 " + cfg.Billing.Currency + " or less of real costs"}
			var subscribers []calls.Subscriber
			for _, a := range b.Alerts {
				if r.ringsAtOne(b, a) {
					subscribers = append(subscribers, a.Subscribers...)
					one.status, one.what = told(r.cfg, r.topics, budget(r.cfg, b.BudgetName), subscribers) // by all of them together
				}
			}
			if one.status == runbook.StatusWaiting {
				one.when = ""
			}
			return traits{one}
		},
		done: "when a month has cost more than 1 " + cfg.Billing.Currency,
	}
}

// ringsAtOne reports whether an alert comes by the time a month has cost more
// than one unit of the currency. One in per cent does so by the limit, where
// that is the same each month.
func (r budgetRoom) ringsAtOne(b calls.Budget, a calls.BudgetAlert) bool {
	if a.NotificationType != "ACTUAL" || a.ComparisonOperator != "GREATER_THAN" ||
		b.BudgetLimit == nil || b.BudgetLimit.Unit != r.cfg.Billing.Currency {
		return false
	}
	if a.ThresholdType == "ABSOLUTE_VALUE" {
		return a.Threshold <= 1
	}
	limit, err := strconv.ParseFloat(b.BudgetLimit.Amount, 64)
	fixed := err == nil && len(b.PlannedBudgetLimits) == 0 && b.AutoAdjustData == nil
	return fixed && a.ThresholdType == "PERCENTAGE" && a.Threshold/100*limit <= 1
}
