package judge

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/calls"
)

// Trait is one thing about a budget: what continues "the budget …".
type Trait struct {
	Status runbook.Status
	What   string // "includes credits, which hide what you spend"
	When   string // of an alert, when it comes: "50%"
}

// Bad is the trait where what is wrong has words, else good.
func Bad(what, good string) Trait {
	if what == "" {
		return Trait{Status: runbook.StatusDone, What: good}
	}
	return Trait{Status: runbook.StatusTodo, What: what}
}

// Traits are all things about one budget.
type Traits []Trait

// BetterThan prefers the budget with less to do, then the one with less to
// wait for.
func (a Traits) BetterThan(other Traits) bool {
	rank := func(x Traits) []int {
		return []int{x.Count(runbook.StatusTodo), x.Count(runbook.StatusUnknown), x.Count(runbook.StatusWaiting)}
	}
	return slices.Compare(rank(a), rank(other)) < 0
}

// Count is how many traits stand so.
func (a Traits) Count(s runbook.Status) int {
	n := 0
	for _, x := range a {
		if x.Status == s {
			n++
		}
	}
	return n
}

// Sentence joins the traits of one status, those that alerts share in one.
func (a Traits) Sentence(s runbook.Status) string {
	var order []string
	when := map[string][]string{}
	for _, x := range a {
		if x.Status != s {
			continue
		}
		if !slices.Contains(order, x.What) {
			order = append(order, x.What)
		}
		if x.When != "" {
			when[x.What] = append(when[x.What], x.When)
		}
	}
	for i, what := range order {
		if len(when[what]) > 0 {
			order[i] = fmt.Sprintf("%s at %s", what, And(when[what]))
		}
	}
	return strings.Join(order, "; ")
}

// Findings are one for each trait of the budget with this name.
func (a Traits) Findings(name string) []runbook.Finding {
	var findings []runbook.Finding
	for _, x := range a {
		detail := x.What
		if x.When != "" {
			detail += " at " + x.When
		}
		findings = append(findings, runbook.Finding{OK: x.Status == runbook.StatusDone, Resource: name, Detail: detail})
	}
	return findings
}

// Duty is what a step wants of a budget, beyond what it wants of every one.
type Duty struct {
	Traits func(BudgetRoom, calls.Budget) Traits
	Done   string // ends the sentence "the budget … warns"
}

// PlainAmount is an amount in as many digits as it needs.
func PlainAmount(amount float64) string { return strconv.FormatFloat(amount, 'f', -1, 64) }
