package steps

import (
	"slices"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/iam"
	"hardbook/runbook/judge"
)

// SupportRole makes the role that works with AWS Support.
var SupportRole = runbook.Step{
	ID:      "support-role",
	Phase:   runbook.Identity,
	Who:     runbook.AsAdmin,
	Profile: config.Baseline,
	Check: runbook.AtOnce(runbook.From2(calls.IAMEntities(calls.SupportAccess), calls.IAMAuthorization, judgeSupportRole),
		calls.IAMEntities(calls.SupportAccess), func(_ config.Config, e calls.Entities) string {
			if len(e.PolicyRoles) > 0 {
				return ""
			}
			return noSupport
		}),
	Needs:    []string{"admin-user"},
	Policies: []string{judge.RolePolicy},
	Refs:     runbook.Refs{CIS: "2.15"},
}

const noSupport = "no role has AWSSupportAccess"

// judgeSupportRole accepts a role of any name that can open a case, whatever else
// it has. Users and groups do not count: CIS 2.15 wants a role.
func judgeSupportRole(cfg config.Config, e calls.Entities, a calls.Authorization) runbook.Verdict {
	var can, cannot, unsure []string
	for _, named := range e.PolicyRoles {
		i := slices.IndexFunc(a.RoleDetailList, func(r calls.RoleDetail) bool { return r.RoleName == named.RoleName })
		if i < 0 {
			unsure = append(unsure, named.RoleName+", which the list of roles does not have; read it again")
			continue
		}
		r := a.RoleDetailList[i]
		switch d, doubts := iam.Decide(judge.ByUser(cfg, judge.RoleARN(cfg, r), "support:CreateCase", "*"), judge.OfRole(r).Layers(a)...); d {
		case iam.Allowed:
			can = append(can, r.RoleName)
		case iam.Denied:
			cannot = append(cannot, r.RoleName)
		default:
			unsure = append(unsure, r.RoleName+", which has something "+judge.Weighed(doubts))
		}
	}
	switch {
	case len(can) > 0:
		return runbook.Done("AWS Support can be worked with as %s", judge.And(can))
	case len(unsure) > 0:
		return runbook.Unknown("AWSSupportAccess is on %s", judge.FirstOf(unsure))
	case len(cannot) > 0:
		return runbook.Todo("%s has AWSSupportAccess, and a boundary or another policy that takes it away", judge.And(cannot))
	}
	return runbook.Todo(noSupport)
}
