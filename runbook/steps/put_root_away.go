package steps

import (
	"time"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// PutRootAway ends the use of the root user.
var PutRootAway = runbook.Step{
	ID:      "put-root-away",
	Phase:   runbook.Identity,
	Who:     runbook.AsRoot,
	Profile: config.Essentials,
	Check:   runbook.From2(calls.IAMCredentialReport, evidence.CollectedAt(), judgePutRootAway).OrByHand(),
	Needs:   []string{"admin-sign-in", "admin-mfa"},
	Refs:    runbook.Refs{CIS: "2.7", SSB: "ACCT.02"},
}

// judgePutRootAway can see that root was used again, but not that it is away.
func judgePutRootAway(cfg config.Config, r calls.CredentialReport, at time.Time) runbook.Verdict {
	if v := judgeRootUnused(cfg, r, at); v.Status == runbook.StatusTodo || v.Status == runbook.StatusUnknown {
		return v
	}
	return runbook.ByHand("only you can tell that you are signed out as root and that its password and MFA are in a safe place")
}
