package judge

import (
	"slices"
	"strings"

	"hardbook/runbook/evidence"
)

// difference says in what a policy differs from the read policy: the actions
// where those differ, else the grants.
func difference(name string, has, want evidence.Document) string {
	if more := actions(has, want); len(more) > 0 {
		return "the policy " + name + " has more than it needs: " + And(more)
	}
	if less := actions(want, has); len(less) > 0 {
		return "the policy " + name + " lacks " + And(less)
	}
	if more := want.Missing(has); len(more) > 0 {
		return "the policy " + name + " has more than it needs: " + more[0]
	}
	if less := has.Missing(want); len(less) > 0 {
		return "the policy " + name + " lacks: " + less[0]
	}
	return "the policy " + name + " has a statement about nothing"
}

// actions lists what a names and b does not, sorted, each once.
func actions(a, b evidence.Document) []string {
	var names []string
	for _, s := range a.Statements {
		for _, action := range s.Actions {
			same := func(other string) bool { return strings.EqualFold(other, action) }
			if !slices.ContainsFunc(b.Statements, func(s evidence.Statement) bool { return slices.ContainsFunc(s.Actions, same) }) {
				names = append(names, action)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
