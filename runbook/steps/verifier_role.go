package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
	"hardbook/runbook/names"
)

// VerifierRole makes the role that verify uses: it can read what the book
// asks and open a shell, and change no setting.
var VerifierRole = runbook.Step{
	ID:       "verifier-role",
	Phase:    runbook.Identity,
	Who:      runbook.AsRoot,
	Profile:  config.Essentials,
	Check:    runbook.AtOnce(runbook.From2(calls.IAMRole(names.VerifierRole), judge.DocumentsOf(runbook.VerifyPolicy, "read policy"), judgeVerifierRole), calls.IAMRoleAlone(names.VerifierRole), judge.NoRole(names.VerifierRole)),
	Needs:    []string{"admin-user"},
	Policies: []string{judge.RolePolicy, judge.ShellPolicy},
	Refs:     runbook.Refs{SSB: "ACCT.04"},
}

func judgeVerifierRole(cfg config.Config, r calls.RoleState, want judge.RoleDocuments) runbook.Verdict {
	return judge.JudgeRole(cfg, names.VerifierRole, r, want,
		names.VerifierRole+" can read what the book asks and change no setting, and only "+cfg.Admin.User+" with MFA can use it")
}
