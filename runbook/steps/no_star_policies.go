package steps

import (
	"slices"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/ask"
	"hardbook/runbook/config"
)

// NoStarPolicies watches that no policy of the account's own allows everything.
var NoStarPolicies = runbook.Step{
	ID:      "no-star-policies",
	Phase:   runbook.Identity,
	Who:     runbook.AsAdmin,
	Profile: config.Baseline,
	Check:   runbook.From1(ask.IAMAuthorization, judgeNoStarPolicies),
	Refs:    runbook.Refs{CIS: "2.14", SSB: "ACCT.04"},
}

// awsPolicy is what the ARNs of AWS's own policies begin with.
const awsPolicy = "arn:aws:iam::aws:policy/"

// judgeNoStarPolicies looks at the policies that somebody has, in the version in
// force. AWS's own AdministratorAccess is not among them: temporary-admins is
// about it.
func judgeNoStarPolicies(cfg config.Config, a ask.Authorization) runbook.Verdict {
	var findings []runbook.Finding
	var all []string
	for _, h := range holders(a) {
		for _, p := range h.attached {
			if _, ok := a.DefaultVersion(p.PolicyArn); !ok && !strings.HasPrefix(p.PolicyArn, awsPolicy) {
				return runbook.Unknown("%s has %s, which the answer does not describe", h.holder, p.PolicyArn)
			}
		}
		for _, p := range h.documents(a) {
			detail := h.holder + " has the policy " + p.name
			ok := !allowsEverything(p.document, cfg.Account.ID)
			if !ok {
				all = append(all, detail)
				detail += ", which allows everything"
			}
			findings = append(findings, runbook.Finding{OK: ok, Resource: p.name, Detail: detail})
		}
	}
	slices.Sort(all) // AWS gives lists in any order
	switch {
	case len(all) > 0:
		return runbook.Todo("policies of the account's own allow everything: %s", strings.Join(all, "; ")).With(findings...)
	case len(findings) == 0:
		return runbook.Done("nobody has a policy of the account's own")
	}
	return runbook.Done("no policy of the account's own that somebody has allows everything").With(findings...)
}
