package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
	"hardbook/runbook/names"
)

// OperatorRole makes the role that carries out the operator's steps, with
// exactly the permissions that their commands need.
var OperatorRole = runbook.Step{
	ID:       "operator-role",
	Phase:    runbook.Identity,
	Who:      runbook.AsAdmin,
	Profile:  config.Baseline,
	Check:    runbook.AtOnce(runbook.From2(calls.IAMRole(names.OperatorRole), judge.DocumentsOf(runbook.OperatorPolicy, "operator's policy"), judgeOperatorRole), calls.IAMRoleAlone(names.OperatorRole), judge.NoRole(names.OperatorRole)),
	Needs:    []string{"admin-mfa"},
	EndedBy:  removeOperatorID,
	Policies: []string{judge.RolePolicy, runbook.OperatorPolicy, judge.ShellPolicy},
	Refs:     runbook.Refs{SSB: "ACCT.04"},
}

func judgeOperatorRole(cfg config.Config, r calls.RoleState, want judge.RoleDocuments) runbook.Verdict {
	return judge.JudgeRole(cfg, names.OperatorRole, r, want,
		names.OperatorRole+" can do what its steps need and nothing else, for an hour, and only "+cfg.Admin.User+" with MFA can use it")
}
