package judge

import (
	"regexp"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
)

// NotForMembers is the Applies of a step that an organization's management
// account does for all of its accounts, or does instead of them. Why it does not
// apply to such an account is a sentence without a full stop.
func NotForMembers(why string) func(config.Config) string {
	return func(cfg config.Config) string {
		if cfg.Account.Kind == config.OrganizationMember {
			return why
		}
		return ""
	}
}

// OnlyForManagement says why a step of an organization's management account does
// not apply.
func OnlyForManagement(cfg config.Config) string {
	switch cfg.Account.Kind {
	case config.Standalone:
		return "this account manages no other accounts"
	case config.OrganizationMember:
		return "only the organization's management account can do this"
	}
	return ""
}

// accountID is the number of an account.
var accountID = regexp.MustCompile(`^[0-9]{12}$`)

// IsShared reports whether something belongs to another account, which shares it
// with this one. This account can see it and cannot change it: it is its owner's
// to look after. An owner that is no account is none.
// Source: Amazon VPC User Guide, Responsibilities and permissions for owners and
// participants.
func IsShared(cfg config.Config, owner string) bool {
	return accountID.MatchString(owner) && owner != cfg.Account.ID
}

// BesidesShared ends the reason of a verdict on what is left once what other
// accounts share with this one was left out.
func BesidesShared(v runbook.Verdict, shared bool) runbook.Verdict {
	if shared && v.Status != runbook.StatusTodo {
		v.Reason += "; what other accounts share with this one is theirs to look after"
	}
	return v
}

// Rootless is the verdict on a step about signing in as root, where the
// organization has taken the means to do so away, and whether that is so. AWS
// must say that there is no password: a fact that is missing says nothing.
// Source: IAM User Guide, Centrally manage root access for member accounts.
func Rootless(cfg config.Config, s calls.AccountSummary) (runbook.Verdict, bool) {
	password := s.SummaryMap.AccountPasswordPresent
	if cfg.Account.Kind != config.OrganizationMember || password == nil || *password != 0 || s.SummaryMap.AccountAccessKeysPresent != 0 {
		return runbook.Verdict{}, false
	}
	return runbook.Verdict{Status: runbook.StatusNotApplicable, Reason: "the root user has no password and no access key, so nobody can sign in as root: the organization sees to that"}, true
}
