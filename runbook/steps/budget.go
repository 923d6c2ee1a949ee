package steps

import (
	"cmp"
	"slices"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
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
	return budgetRoom{cfg, topics, at}.best(budgets, theMonth(cfg), theFirstDollar(cfg))
}

// theMonth is the duty of a budget that has the amount of the config as its
// limit, and warns on the way there.
func theMonth(cfg config.Config) duty {
	limit := plainAmount(cfg.Billing.MonthlyBudget) + " " + cfg.Billing.Currency
	return duty{
		traits: func(r budgetRoom, b calls.Budget) traits {
			return append(traits{bad(r.limit(b, limit), "has a limit of "+limit)}, r.alerts(b)...)
		},
		done: "at 50%, 80% and 100% of " + limit + ", and when the forecast passes it",
	}
}

// best is the verdict on the budget that does a duty best. One that does not,
// but does the other duty, is left aside: nobody should change it for this.
func (r budgetRoom) best(budgets []calls.Budget, its, other duty) runbook.Verdict {
	best, name, aside := traits(nil), "", []string(nil)
	slices.SortFunc(budgets, func(a, b calls.Budget) int { return cmp.Compare(a.BudgetName, b.BudgetName) })
	for _, b := range budgets {
		if b.BudgetType != "COST" || b.TimeUnit != "MONTHLY" {
			continue
		}
		all := r.judge(b, its)
		switch {
		case all.count(runbook.StatusTodo) > 0 && r.judge(b, other).count(runbook.StatusTodo) == 0:
			aside = append(aside, b.BudgetName)
		case best == nil || all.betterThan(best):
			best, name = all, b.BudgetName
		}
	}
	switch {
	case len(budgets) == 0:
		return runbook.Todo("there is no budget")
	case best == nil && len(aside) > 0:
		return runbook.Todo("there is no budget that warns %s; %s has another task", its.done, and(aside))
	case best == nil:
		return runbook.Todo("no budget counts the costs of each month")
	}
	v := runbook.Done("the budget %s warns %s", name, its.done)
	if waiting := best.sentence(runbook.StatusWaiting); waiting != "" {
		v = runbook.Waiting("the budget %s %s", name, waiting)
	}
	if unsure := best.sentence(runbook.StatusUnknown); unsure != "" {
		v = runbook.Unknown("the budget %s %s", name, unsure)
	}
	if todo := best.sentence(runbook.StatusTodo); todo != "" {
		v = runbook.Todo("the budget %s %s", name, todo)
	}
	return orUnread(v.With(best.findings(name)...), r.topics)
}
