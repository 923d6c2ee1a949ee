package steps

import (
	"fmt"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
)

// PasswordPolicy asks for long passwords that were not used before.
var PasswordPolicy = runbook.Step{
	ID:      "password-policy",
	Phase:   runbook.Identity,
	Who:     runbook.AsAdmin,
	Profile: config.Baseline,
	Check:   runbook.From1(calls.IAMPasswordPolicy, judgePasswordPolicy),
	Refs:    runbook.Refs{CIS: "2.8,2.9", SSB: "ACCT.06"},
}

// What CIS 2.8 and 2.9 want. AWS remembers no more than 24 passwords.
const (
	passwordLength = 14
	passwordMemory = 24
)

// judgePasswordPolicy does not ask whether passwords expire: the benchmark does
// not want it any more, and who has it may keep it.
func judgePasswordPolicy(_ config.Config, p calls.PasswordPolicy) runbook.Verdict {
	if p.Absent {
		return runbook.Todo("there is no password policy, so AWS's default is in force: eight characters, and old passwords may come again")
	}
	is := p.PasswordPolicy
	var weak []string
	if is.MinimumPasswordLength < passwordLength {
		weak = append(weak, fmt.Sprintf("%d characters are enough, not %d", is.MinimumPasswordLength, passwordLength))
	}
	switch {
	case is.PasswordReusePrevention <= 0:
		weak = append(weak, "old passwords may come again")
	case is.PasswordReusePrevention < passwordMemory:
		weak = append(weak, fmt.Sprintf("only the last %d passwords cannot come again, not %d", is.PasswordReusePrevention, passwordMemory))
	}
	for _, kind := range []struct {
		asked bool
		name  string
	}{
		{is.RequireLowercaseCharacters, "lower-case letter"}, {is.RequireUppercaseCharacters, "upper-case letter"},
		{is.RequireNumbers, "number"}, {is.RequireSymbols, "symbol"},
	} {
		if !kind.asked {
			weak = append(weak, "no "+kind.name+" is asked for")
		}
	}
	if !is.AllowUsersToChangePassword {
		weak = append(weak, "users cannot change their own password")
	}
	if len(weak) > 0 {
		return runbook.Todo("the password policy is too weak: %s", strings.Join(weak, "; "))
	}
	return runbook.Done("passwords need %d characters of four kinds, and the last %d cannot come again", is.MinimumPasswordLength, is.PasswordReusePrevention)
}
