//go:build !offline

package live

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"

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
	known := map[string]operation{}
	for service, connect := range services() {
		of := connect(aws.Config{})
		for command := range of {
			if !strings.HasPrefix(command, service+" ") {
				t.Errorf("%s is among the operations of %s, where nobody looks for it", command, service)
			}
		}
		maps.Copy(known, of)
	}
	got := slices.Sorted(maps.Keys(known))
	if !slices.Equal(got, want) {
		t.Errorf("runbook/live has operations for\n%q\nbut the steps declare\n%q", got, want)
	}
}
