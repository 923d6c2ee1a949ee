package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/ask"
	"hardbook/runbook/config"
)

// VerifierRole makes the role that verify uses: it can read what the book
// asks and open a shell, and change no setting.
var VerifierRole = runbook.Step{
	ID:       "verifier-role",
	Phase:    runbook.Identity,
	Who:      runbook.AsRoot,
	Profile:  config.Essentials,
	Check:    runbook.AtOnce(runbook.From2(ask.IAMRole(ask.VerifierRole), documentsOf(runbook.VerifyPolicy, "read policy"), judgeVerifierRole), ask.IAMRoleAlone(ask.VerifierRole), noRole(ask.VerifierRole)),
	Needs:    []string{"admin-user"},
	Policies: []string{rolePolicy, shellPolicy},
	Refs:     runbook.Refs{SSB: "ACCT.04"},
}

func judgeVerifierRole(cfg config.Config, r ask.RoleState, want roleDocuments) runbook.Verdict {
	return judgeRole(cfg, ask.VerifierRole, r, want,
		ask.VerifierRole+" can read what the book asks and change no setting, and only "+cfg.Admin.User+" with MFA can use it")
}
