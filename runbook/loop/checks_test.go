//go:build loop

package loop

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// A check is one that the emulator made: may the owner of this access key do
// this? It makes none before enforce.
type check struct {
	Key, Action string // "AKIA…", "iam:GetUser"
	Allowed     bool
}

// asked are the checks since forget.
func (c *cloud) asked(t *testing.T) []check {
	t.Helper()
	var checks []check
	for _, line := range readLines(t, c.notes) {
		words := strings.Fields(line)
		if len(words) != 3 || words[2] != "allowed" && words[2] != "denied" {
			t.Fatalf("the emulator noted %q, which is no check", line)
		}
		checks = append(checks, check{words[0], words[1], words[2] == "allowed"})
	}
	return checks
}

// forget starts the notes of both afresh, the front's and the emulator's.
func (c *cloud) forget() {
	c.front.forget()
	if err := os.Truncate(c.notes, 0); err != nil {
		panic(err) // it is our own file
	}
}

// checked names the actions of checks that ended so, each name once. The one
// that everybody may do is left out.
func checked(checks []check, allowed bool) []string {
	var names []string
	for _, c := range checks {
		if c.Allowed == allowed && c.Action != "sts:GetCallerIdentity" {
			names = append(names, c.Action)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
