package judge

import (
	"cmp"
	"slices"

	"hardbook/runbook"
	"hardbook/runbook/calls"
)

// Best is the verdict on the budget that does a duty best. One that does not,
// but does the other duty, is left aside: nobody should change it for this.
func (r BudgetRoom) Best(budgets []calls.Budget, its, other Duty) runbook.Verdict {
	best, name, aside := Traits(nil), "", []string(nil)
	slices.SortFunc(budgets, func(a, b calls.Budget) int { return cmp.Compare(a.BudgetName, b.BudgetName) })
	for _, b := range budgets {
		if b.BudgetType != "COST" || b.TimeUnit != "MONTHLY" {
			continue
		}
		all := r.Judge(b, its)
		switch {
		case all.Count(runbook.StatusTodo) > 0 && r.Judge(b, other).Count(runbook.StatusTodo) == 0:
			aside = append(aside, b.BudgetName)
		case best == nil || all.BetterThan(best):
			best, name = all, b.BudgetName
		}
	}
	switch {
	case len(budgets) == 0:
		return runbook.Todo("there is no budget")
	case best == nil && len(aside) > 0:
		return runbook.Todo("there is no budget that warns %s; %s has another task", its.Done, And(aside))
	case best == nil:
		return runbook.Todo("no budget counts the costs of each month")
	}
	v := runbook.Done("the budget %s warns %s", name, its.Done)
	if waiting := best.Sentence(runbook.StatusWaiting); waiting != "" {
		v = runbook.Waiting("the budget %s %s", name, waiting)
	}
	if unsure := best.Sentence(runbook.StatusUnknown); unsure != "" {
		v = runbook.Unknown("the budget %s %s", name, unsure)
	}
	if todo := best.Sentence(runbook.StatusTodo); todo != "" {
		v = runbook.Todo("the budget %s %s", name, todo)
	}
	return OrUnread(v.With(best.Findings(name)...), r.Topics)
}
