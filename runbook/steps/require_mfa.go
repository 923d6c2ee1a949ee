package steps

import (
	"fmt"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/iam"
	"hardbook/runbook/judge"
	"hardbook/runbook/names"
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
	Check:    runbook.From2(calls.IAMAuthorization, evidence.Wanted(mfaPolicy), judgeRequireMFA),
	Needs:    []string{"admin-mfa"},
	Policies: []string{mfaPolicy},
	Refs:     runbook.Refs{CIS: "2.10", SSB: "ACCT.05"},
}

// judgeRequireMFA accepts any policies of the user and of its groups that together
// refuse a session without MFA all but setting it up: where the session says that
// it has none, and where it says nothing of it, as one with long-lived keys does.
func judgeRequireMFA(cfg config.Config, a calls.Authorization, want evidence.Document) runbook.Verdict {
	holders, why := judge.AdminHolders(cfg, a)
	if holders == nil {
		return why
	}
	var all iam.Layer
	var unread error
	for _, h := range holders {
		for _, p := range h.Documents(a) {
			if refusesWithoutMFA(cfg, iam.Layer{p.Document}, want) {
				return runbook.Done("without MFA %s can do nothing but set it up: the policy %s of %s", cfg.Admin.User, p.Name, h.Holder)
			}
			if p.Document.Unread != nil {
				unread = fmt.Errorf("the policy %s of %s cannot be read (%w)", p.Name, h.Holder, p.Document.Unread)
			}
			all = append(all, p.Document)
		}
	}
	switch {
	case refusesWithoutMFA(cfg, all, want):
		return runbook.Done("without MFA %s can do nothing but set it up: its policies refuse the rest together", cfg.Admin.User)
	case unread != nil:
		return runbook.Unknown("%s", unread)
	}
	return runbook.Todo("a session of %s without MFA can use its permissions: no policy asks for MFA", cfg.Admin.User)
}

// harmless are actions that only read about MFA, which AWS's own example lets
// through beside those of the book.
// Source: IAM User Guide, AWS: Allows MFA-authenticated IAM users to manage their
// own MFA device.
func harmless() []string { return []string{"iam:GetMFADevice", "iam:GetAccountSummary"} }

// refusesWithoutMFA reports whether documents refuse a session without MFA all but
// what the book's policy lets through.
func refusesWithoutMFA(cfg config.Config, documents iam.Layer, want evidence.Document) bool {
	except := harmless()
	for _, s := range want.Statements {
		for _, action := range s.Actions {
			except = append(except, strings.TrimPrefix(action, "not "))
		}
	}
	r := judge.ByUser(cfg, names.Admin(cfg), "", "")
	r.Resource = iam.Anything()
	if refused, err := iam.Refused(r, documents, except); err != nil || refused {
		return false // a session with MFA, too: that asks for nothing
	}
	for _, session := range []iam.Value{iam.IsWord("false"), iam.Missing()} {
		r.Context["aws:multifactorauthpresent"] = session
		r.Context["aws:multifactorauthage"] = iam.Missing()
		if refused, err := iam.Refused(r, documents, except); err != nil || !refused {
			return false
		}
	}
	return true
}
