package steps

import (
	"slices"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/ask"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// mfaPolicy refuses everything but setting up MFA to a session without MFA.
const mfaPolicy = "require-mfa"

// RequireMFA refuses sessions of the admin that have no MFA. It is
// the last step: whether every kind of session of the admin counts as one with
// MFA is not proved, so no block of the admin's comes after it.
var RequireMFA = runbook.Step{
	ID:       "require-mfa",
	Phase:    runbook.Finish,
	Who:      runbook.AsAdmin,
	Profile:  config.Baseline,
	Check:    runbook.From2(ask.IAMAuthorization, evidence.Wanted(mfaPolicy), judgeRequireMFA),
	Needs:    []string{"admin-mfa"},
	Policies: []string{mfaPolicy},
	Refs:     runbook.Refs{CIS: "2.10", SSB: "ACCT.05"},
}

// judgeRequireMFA accepts the refusal of the book, or a stricter one, in any
// policy of the user or of its groups.
func judgeRequireMFA(cfg config.Config, a ask.Authorization, want evidence.Document) runbook.Verdict {
	holders, why := adminHolders(cfg, a)
	if holders == nil {
		return why
	}
	for _, h := range holders {
		for _, p := range h.documents(a) {
			if slices.ContainsFunc(p.document.Statements, func(s evidence.Statement) bool { return refusesWithoutMFA(s, want) }) {
				return runbook.Done("without MFA %s can do nothing but set it up: the policy %s of %s", cfg.Admin.User, p.name, h.holder)
			}
		}
	}
	return runbook.Todo("a session of %s without MFA can use its permissions: no policy asks for MFA", cfg.Admin.User)
}

// refusesWithoutMFA reports whether a statement refuses at least what the
// book's does: everything on everything, except what the book excepts or less,
// wherever the session has no MFA or does not say.
func refusesWithoutMFA(s evidence.Statement, want evidence.Document) bool {
	if s.Effect != "Deny" || !slices.Contains(s.Resources, "*") || !withoutMFA(s.Condition) {
		return false
	}
	if slices.Contains(s.Actions, "*") {
		return true
	}
	var excepted []string
	for _, w := range want.Statements {
		excepted = append(excepted, w.Actions...)
	}
	for _, action := range s.Actions {
		same := func(other string) bool { return strings.EqualFold(other, action) }
		if !strings.HasPrefix(action, "not ") || !slices.ContainsFunc(excepted, same) {
			return false
		}
	}
	return len(s.Actions) > 0
}

// withoutMFA reports whether the conditions are exactly that the session has no
// MFA. "Bool" alone is not enough: a session with long-lived keys has no such
// key at all.
func withoutMFA(conditions map[string][]string) bool {
	for test, values := range conditions {
		if !strings.EqualFold(test, "BoolIfExists aws:MultiFactorAuthPresent") || !slices.Equal(values, []string{"false"}) {
			return false
		}
	}
	return len(conditions) == 1
}
