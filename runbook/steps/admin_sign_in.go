package steps

import (
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/words"
)

// AdminSignIn proves that the admin user can sign in before root is put away.
var AdminSignIn = runbook.Step{
	ID:      "admin-sign-in",
	Phase:   runbook.Identity,
	Who:     runbook.AsAdmin,
	Profile: config.Essentials,
	Check:   runbook.From1(calls.IAMAdminUser, judgeAdminSignIn),
	Needs:   []string{"admin-user"},
	Refs:    runbook.Refs{SSB: "ACCT.03"},
}

func judgeAdminSignIn(cfg config.Config, u calls.User) runbook.Verdict {
	switch {
	case u.Absent:
		return runbook.Todo("there is no user %s", cfg.Admin.User)
	case !strings.EqualFold(u.User.UserName, cfg.Admin.User):
		return runbook.Unknown("asked about the user %s, AWS told about %s", cfg.Admin.User, u.User.UserName)
	case u.User.PasswordLastUsed.IsZero():
		return runbook.Todo("%s has never signed in with its password", cfg.Admin.User)
	}
	return runbook.Done("%s signed in on %s", cfg.Admin.User, words.Moment(u.User.PasswordLastUsed.Time))
}
