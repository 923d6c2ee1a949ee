package steps

import (
	"slices"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// CloudShellAccess watches that nobody has all of CloudShell.
var CloudShellAccess = runbook.Step{
	ID:      "cloudshell-access",
	Phase:   runbook.Identity,
	Who:     runbook.AsAdmin,
	Profile: config.CIS,
	Check:   runbook.From1(calls.IAMEntities(calls.CloudShellAccess), judgeCloudShellAccess),
	Refs:    runbook.Refs{CIS: "2.20"},
}

func judgeCloudShellAccess(_ config.Config, e calls.Entities) runbook.Verdict {
	var holders []string
	for _, u := range e.PolicyUsers {
		holders = append(holders, "the user "+u.UserName)
	}
	for _, g := range e.PolicyGroups {
		holders = append(holders, "the group "+g.GroupName)
	}
	for _, r := range e.PolicyRoles {
		holders = append(holders, "the role "+r.RoleName)
	}
	slices.Sort(holders) // AWS gives lists in any order
	if len(holders) > 0 {
		return runbook.Todo("AWSCloudShellFullAccess is attached to %s", judge.And(holders))
	}
	return runbook.Done("AWSCloudShellFullAccess is attached to nobody")
}
