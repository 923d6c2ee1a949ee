package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/ask"
	"hardbook/runbook/config"
)

// SupportRole makes the role that works with AWS Support.
var SupportRole = runbook.Step{
	ID:       "support-role",
	Phase:    runbook.Identity,
	Who:      runbook.AsAdmin,
	Profile:  config.Baseline,
	Check:    runbook.From1(ask.IAMEntities(ask.SupportAccess), judgeSupportRole),
	Needs:    []string{"admin-user"},
	Policies: []string{rolePolicy},
	Refs:     runbook.Refs{CIS: "2.15"},
}

// judgeSupportRole accepts a role of any name. Users and groups do not count:
// CIS 2.15 wants a role.
func judgeSupportRole(_ config.Config, e ask.Entities) runbook.Verdict {
	var roles []string
	for _, r := range e.PolicyRoles {
		roles = append(roles, r.RoleName)
	}
	if len(roles) == 0 {
		return runbook.Todo("no role has AWSSupportAccess")
	}
	return runbook.Done("AWS Support can be worked with as %s", and(roles))
}
