package steps

import (
	"slices"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// AccountAlias gives the account a name that its sign-in address can be told by.
var AccountAlias = runbook.Step{
	ID:      "account-alias",
	Phase:   runbook.Identity,
	Who:     runbook.AsAdmin,
	Profile: config.Baseline,
	Check:   runbook.From1(calls.IAMAccountAliases, judgeAccountAlias),
	Applies: wantsAlias,
}

func wantsAlias(cfg config.Config) string {
	if cfg.Account.Alias == "" {
		return "hardbook.yaml names no alias"
	}
	return ""
}

func judgeAccountAlias(cfg config.Config, a calls.AccountAliases) runbook.Verdict {
	want := cfg.Account.Alias
	switch {
	case slices.Contains(a.AccountAliases, want):
		return runbook.Done("the account's alias is %s", want)
	case len(a.AccountAliases) == 0:
		return runbook.Todo("the account has no alias")
	}
	return runbook.Todo("the account's alias is %s, not %s", judge.And(a.AccountAliases), want)
}
