package runbook

import (
	"errors"
	"fmt"
	"regexp"
	"slices"

	"hardbook/policies"
	"hardbook/runbook/config"
)

// dashed are lower-case words with dashes.
var dashed = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Validate finds what is wrong with a list of steps, all of it: the rules that
// the compiler cannot hold.
func Validate(all []Step) error {
	var wrong []error
	place := map[string]int{}
	for i, s := range all {
		bad := func(format string, args ...any) {
			wrong = append(wrong, fmt.Errorf("step %q: %s", s.ID, fmt.Sprintf(format, args...)))
		}
		if !dashed.MatchString(s.ID) {
			bad("its id is not lower-case words with dashes")
		}
		if _, twice := place[s.ID]; twice {
			bad("is in the list twice")
		}
		place[s.ID] = i
		if s.Phase.String() == "" {
			bad("has no phase")
		}
		if s.Who == "" {
			bad("says not who acts")
		}
		if !config.CIS.Includes(s.Profile) {
			bad("has no profile")
		}
		if s.Check.run == nil {
			bad("has no check; use runbook.Manual where no API tells")
		}
		for _, name := range s.Policies {
			if !policies.Has(name) && !slices.Contains(ComputedPolicies(), name) {
				bad("uses the policy %q, which policies/ does not have", name)
			}
		}
		for _, c := range s.Check.Calls() {
			if c.Command == "" || c.Action == "" {
				bad("a call has no command or no IAM action")
			}
		}
	}
	for i, s := range all {
		for _, id := range s.Needs {
			j, ok := place[id]
			if !ok || j >= i || all[j].Phase > s.Phase {
				wrong = append(wrong, fmt.Errorf("step %q: needs %q, which must come earlier in the list", s.ID, id))
			}
		}
		if _, ok := place[s.EndedBy]; s.EndedBy != "" && !ok {
			wrong = append(wrong, fmt.Errorf("step %q: is ended by %q, which does not exist", s.ID, s.EndedBy))
		}
	}
	return errors.Join(wrong...)
}
