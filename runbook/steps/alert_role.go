package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/iam"
	"hardbook/runbook/judge"
)

// AlertRole makes the role with which EventBridge hands events from one Region to
// another. The operator can hand it over, but make no role.
var AlertRole = runbook.Step{
	ID:       "alert-role",
	Phase:    runbook.Identity,
	Who:      runbook.AsAdmin,
	Profile:  config.Baseline,
	Check:    runbook.From1(calls.IAMAuthorization, judgeAlertRole),
	Needs:    []string{"admin-user"},
	Policies: []string{"alert-trust", "alert-forward"},
}

// judgeAlertRole accepts a role of any name.
func judgeAlertRole(cfg config.Config, a calls.Authorization) runbook.Verdict {
	unsure := ""
	for _, r := range a.RoleDetailList {
		switch judge.Forwards(cfg, a, r) {
		case iam.Yes:
			return runbook.Done("EventBridge can hand events on to %s with the role %s", cfg.Account.HomeRegion, r.RoleName)
		case iam.Unsure:
			unsure = r.RoleName
		}
	}
	if unsure != "" {
		return runbook.Unknown("whether EventBridge can hand events on to %s with the role %s cannot be told: one of its policies cannot be read or weighed", cfg.Account.HomeRegion, unsure)
	}
	return runbook.Todo("EventBridge has no role to hand events on to %s", cfg.Account.HomeRegion)
}
