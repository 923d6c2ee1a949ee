package steps

import (
	"slices"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// UsersInGroups watches that users have their permissions from groups only.
var UsersInGroups = runbook.Step{
	ID:      "users-in-groups",
	Phase:   runbook.Identity,
	Who:     runbook.AsAdmin,
	Profile: config.Baseline,
	Check:   runbook.From1(calls.IAMAuthorization, judgeUsersInGroups),
	Needs:   []string{"admin-user"},
	Refs:    runbook.Refs{CIS: "2.13"},
}

// judgeUsersInGroups counts a policy that only denies, too: the benchmark makes
// no difference, and what hangs on a user is overlooked.
func judgeUsersInGroups(_ config.Config, a calls.Authorization) runbook.Verdict {
	var findings []runbook.Finding
	var direct []string
	for _, u := range a.UserDetailList {
		var names []string
		for _, p := range u.AttachedManagedPolicies {
			names = append(names, p.PolicyName)
		}
		for _, p := range u.UserPolicyList {
			names = append(names, "the inline policy "+p.PolicyName)
		}
		if len(names) == 0 {
			findings = append(findings, runbook.Finding{OK: true, Resource: u.UserName, Detail: u.UserName + " has no policy of its own"})
			continue
		}
		slices.Sort(names) // AWS gives lists in any order
		detail := u.UserName + " has " + judge.And(names)
		findings = append(findings, runbook.Finding{Resource: u.UserName, Detail: detail})
		direct = append(direct, detail)
	}
	slices.Sort(direct)
	switch {
	case len(direct) > 0:
		return runbook.Todo("policies hang on users and not on groups: %s", strings.Join(direct, "; ")).With(findings...)
	case len(findings) == 0:
		return runbook.Done("there are no users")
	}
	return runbook.Done("no user has a policy of its own").With(findings...)
}
