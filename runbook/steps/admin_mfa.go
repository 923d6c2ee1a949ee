package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
)

// AdminMFA puts a second factor on the admin user.
var AdminMFA = runbook.Step{
	ID:      "admin-mfa",
	Phase:   runbook.Identity,
	Who:     runbook.AsAdmin,
	Profile: config.Essentials,
	Check:   runbook.From1(calls.IAMAdminMFADevices, judgeAdminMFA),
	Needs:   []string{"admin-user"},
	Refs:    runbook.Refs{CIS: "2.10", SSB: "ACCT.05"},
}

func judgeAdminMFA(cfg config.Config, m calls.MFADevices) runbook.Verdict {
	if m.Absent {
		return runbook.Todo("there is no user %s", cfg.Admin.User)
	}
	if len(m.MFADevices) == 0 {
		return runbook.Todo("%s has no MFA device", cfg.Admin.User)
	}
	v := runbook.Done("%s has an MFA device", cfg.Admin.User)
	for _, device := range m.MFADevices {
		v = v.With(runbook.Finding{OK: true, Resource: device.SerialNumber, Detail: "MFA device of " + cfg.Admin.User})
	}
	return v
}
