package steps

import (
	"time"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/judge"
)

// Budget makes a budget for the month, which warns before and after money is
// spent.
var Budget = runbook.Step{
	ID:      "budget",
	Phase:   runbook.Money,
	Who:     runbook.AsRoot,
	Profile: config.Baseline,
	Check:   runbook.From3(calls.Budgets(), calls.SNSTopics(), evidence.CollectedAt(), judgeBudget),
	Needs:   []string{"billing-topic"},
	Refs:    runbook.Refs{SSB: "ACCT.10"},
}

// judgeBudget accepts a budget of any name and of either form: the one that
// serves best.
func judgeBudget(cfg config.Config, budgets []calls.Budget, topics map[string]calls.Topic, at time.Time) runbook.Verdict {
	return judge.BudgetRoom{Cfg: cfg, Topics: topics, At: at}.Best(budgets, theMonth(cfg), theFirstDollar(cfg))
}

// theMonth is the duty of a budget that has the amount of the config as its
// limit, and warns on the way there.
func theMonth(cfg config.Config) judge.Duty {
	limit := judge.PlainAmount(cfg.Billing.MonthlyBudget) + " " + cfg.Billing.Currency
	return judge.Duty{
		Traits: func(r judge.BudgetRoom, b calls.Budget) judge.Traits {
			return append(judge.Traits{judge.Bad(r.Limit(b, limit), "has a limit of "+limit)}, r.Alerts(b)...)
		},
		Done: "at 50%, 80% and 100% of " + limit + ", and when the forecast passes it",
	}
}
