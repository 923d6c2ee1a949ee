package steps

import (
	"slices"
	"strings"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/ask"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// TemporaryAdmins watches that identities which may do everything are used once
// and then deleted.
var TemporaryAdmins = runbook.Step{
	ID:      "temporary-admins",
	Phase:   runbook.Identity,
	Who:     runbook.AsAdmin,
	Profile: config.Baseline,
	Check:   runbook.From2(ask.IAMAuthorization, evidence.CollectedAt(), judgeTemporaryAdmins),
	Refs:    runbook.Refs{SSB: "ACCT.04"},
}

// judgeTemporaryAdmins takes the age of the identity: AWS does not tell since
// when it has a policy.
func judgeTemporaryAdmins(cfg config.Config, a ask.Authorization, at time.Time) runbook.Verdict {
	var findings []runbook.Finding
	var old, young []string
	for _, h := range holders(a) {
		powers := h.powers()
		if len(powers) == 0 {
			continue
		}
		detail := h.holder + ", made on " + h.made.Format(minute) + ", has " + and(powers)
		why := excused(cfg, h)
		switch {
		case why != "":
			detail += ": " + why
		case h.made.After(at.Add(time.Hour)):
			return runbook.Unknown("%s was made on %s, after the evidence was collected", h.holder, h.made.Format(minute))
		case at.Sub(h.made) > aDay:
			old = append(old, detail)
		default:
			young = append(young, detail)
		}
		late := why == "" && slices.Contains(old, detail)
		findings = append(findings, runbook.Finding{OK: !late, Resource: h.holder, Detail: detail})
	}
	slices.Sort(old) // AWS gives lists in any order
	slices.Sort(young)
	switch {
	case len(old) > 0:
		return runbook.Todo("longer than a day there: %s", strings.Join(old, "; ")).With(findings...)
	case len(young) > 0:
		return runbook.Done("for a day at most: %s; delete what is not needed any more", strings.Join(young, "; ")).With(findings...)
	case len(findings) > 0:
		return runbook.Done("nobody has AdministratorAccess or PowerUserAccess but those with another reason for it").With(findings...)
	}
	return runbook.Done("nobody has AdministratorAccess or PowerUserAccess")
}

// powers names AWS's own policies for all or nearly all that h has.
func (h permissions) powers() []string {
	var names []string
	for _, name := range []string{"AdministratorAccess", "PowerUserAccess"} {
		if slices.ContainsFunc(h.attached, func(p ask.AttachedPolicy) bool { return p.PolicyArn == awsPolicy+name }) {
			names = append(names, name)
		}
	}
	return names
}

// excused says why an identity with such a policy is not one to delete. Nobody
// but AWS can make a role under the two paths.
// Source: IAM User Guide, Create a service-linked role; IAM Identity Center
// User Guide, Referencing permission sets.
func excused(cfg config.Config, h permissions) string {
	is := func(holder string) bool { return strings.EqualFold(h.holder, holder) }
	switch {
	case strings.HasPrefix(h.path, "/aws-service-role/"):
		return "a service of AWS's has it"
	case strings.HasPrefix(h.path, "/aws-reserved/"):
		return "IAM Identity Center decides who uses it"
	case is("the role OrganizationAccountAccessRole") && cfg.Account.Kind == config.OrganizationMember:
		return "it is the organization's way in"
	case is("the user " + cfg.Admin.User), is("the group " + cfg.Admin.Group):
		return "the step admin-iam-only is about it"
	case is("the role " + ask.VerifierRole):
		return "the step verifier-role is about it"
	case is("the role " + ask.OperatorRole):
		return "the step operator-role is about it"
	}
	return ""
}
