package steps

import (
	"cmp"
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

// Budget makes a budget for the month, which warns before and after money is
// spent.
var Budget = runbook.Step{
	ID:      "budget",
	Phase:   runbook.Money,
	Who:     runbook.AsRoot,
	Profile: config.Baseline,
	Check:   runbook.From3(ask.Budgets(), ask.SNSTopics(), evidence.CollectedAt(), judgeBudget),
	Refs:    runbook.Refs{SSB: "ACCT.10"},
	Applies: ownBill,
}

// judgeBudget accepts a budget of any name and of either form: the one that
// serves best.
func judgeBudget(cfg config.Config, budgets []ask.Budget, topics map[string]ask.Topic, at time.Time) runbook.Verdict {
	room := budgetRoom{cfg, topics, at}
	best, name := traits(nil), ""
	slices.SortFunc(budgets, func(a, b ask.Budget) int { return cmp.Compare(a.BudgetName, b.BudgetName) })
	for _, b := range budgets {
		if b.BudgetType != "COST" || b.TimeUnit != "MONTHLY" {
			continue
		}
		if all := room.judge(b); best == nil || all.betterThan(best) {
			best, name = all, b.BudgetName
		}
	}
	switch {
	case len(budgets) == 0:
		return runbook.Todo("there is no budget")
	case best == nil:
		return runbook.Todo("no budget counts the costs of each month")
	}
	v := runbook.Done("the budget %s warns at 50%%, 80%% and 100%% of %s %s, and when the forecast passes it", name, plainAmount(cfg.Billing.MonthlyBudget), cfg.Billing.Currency)
	if waiting := best.sentence(runbook.StatusWaiting); waiting != "" {
		v = runbook.Waiting("the budget %s %s", name, waiting)
	}
	if todo := best.sentence(runbook.StatusTodo); todo != "" {
		v = runbook.Todo("the budget %s %s", name, todo)
	}
	return v.With(best.findings(name)...)
}

// plainAmount is an amount in as many digits as it needs.
func plainAmount(amount float64) string { return strconv.FormatFloat(amount, 'f', -1, 64) }

// A trait is one thing about a budget: what continues "the budget …".
type trait struct {
	status runbook.Status
	what   string // "includes credits, which hide what you spend"
	when   string // of an alert, when it comes: "50%"
}

// bad is the trait where what is wrong has words, else good.
func bad(what, good string) trait {
	if what == "" {
		return trait{status: runbook.StatusDone, what: good}
	}
	return trait{status: runbook.StatusTodo, what: what}
}

// traits are all things about one budget.
type traits []trait

// betterThan prefers the budget with less to do, then the one with less to
// wait for.
func (a traits) betterThan(other traits) bool {
	rank := func(x traits) []int { return []int{x.count(runbook.StatusTodo), x.count(runbook.StatusWaiting)} }
	return slices.Compare(rank(a), rank(other)) < 0
}

func (a traits) count(s runbook.Status) int {
	n := 0
	for _, x := range a {
		if x.status == s {
			n++
		}
	}
	return n
}

// sentence joins the traits of one status, those that alerts share in one.
func (a traits) sentence(s runbook.Status) string {
	var order []string
	when := map[string][]string{}
	for _, x := range a {
		if x.status != s {
			continue
		}
		if !slices.Contains(order, x.what) {
			order = append(order, x.what)
		}
		if x.when != "" {
			when[x.what] = append(when[x.what], x.when)
		}
	}
	for i, what := range order {
		if len(when[what]) > 0 {
			order[i] = fmt.Sprintf("%s at %s", what, and(when[what]))
		}
	}
	return strings.Join(order, "; ")
}

func (a traits) findings(name string) []runbook.Finding {
	var findings []runbook.Finding
	for _, x := range a {
		detail := x.what
		if x.when != "" {
			detail += " at " + x.when
		}
		findings = append(findings, runbook.Finding{OK: x.status == runbook.StatusDone, Resource: name, Detail: detail})
	}
	return findings
}
