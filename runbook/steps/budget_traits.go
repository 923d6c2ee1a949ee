package steps

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/calls"
)

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
	rank := func(x traits) []int {
		return []int{x.count(runbook.StatusTodo), x.count(runbook.StatusUnknown), x.count(runbook.StatusWaiting)}
	}
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

// A duty is what a step wants of a budget, beyond what it wants of every one.
type duty struct {
	traits func(budgetRoom, calls.Budget) traits
	done   string // ends the sentence "the budget … warns"
}

// plainAmount is an amount in as many digits as it needs.
func plainAmount(amount float64) string { return strconv.FormatFloat(amount, 'f', -1, 64) }
