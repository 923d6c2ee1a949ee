//go:build !loop

package loop

import (
	"os"
	"testing"
)

// TestLoop says how to run the closed loop, which the build tag loop brings in.
// On a machine that checks changes it must not be left out.
func TestLoop(t *testing.T) {
	const how = "the closed loop takes its time: go test -tags loop ./runbook/loop"
	if os.Getenv("CI") == "true" {
		t.Fatal("built without its tag: " + how)
	}
	t.Skip(how)
}
