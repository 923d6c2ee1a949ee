//go:build !offline

package live

import (
	"maps"
	"slices"
	"testing"

	"hardbook/runbook/evidence"
	"hardbook/runbook/steps"
)

// TestEveryDeclaredCommandHasAnOperation: no call of any step is without its
// SDK method, and no SDK method is there for nothing.
func TestEveryDeclaredCommandHasAnOperation(t *testing.T) {
	declared := map[string]bool{evidence.Regions.Call.Command: true} // for every Regional
	for _, s := range steps.All() {
		for _, c := range s.Check.Calls() {
			declared[c.Command] = true
		}
	}
	want := slices.Sorted(maps.Keys(declared))
	got := slices.Sorted(maps.Keys(operations()))
	if !slices.Equal(got, want) {
		t.Errorf("runbook/live has operations for\n%q\nbut the steps declare\n%q", got, want)
	}
}
