package steps

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/judge"
	"hardbook/runbook/names"
	"hardbook/runbook/words"
)

// TemporaryAdmins watches that identities which may do everything are used once
// and then deleted.
var TemporaryAdmins = runbook.Step{
	ID:      "temporary-admins",
	Phase:   runbook.Identity,
	Who:     runbook.AsAdmin,
	Profile: config.Baseline,
	Check:   runbook.From2(calls.IAMAuthorization, evidence.CollectedAt(), judgeTemporaryAdmins),
	Refs:    runbook.Refs{SSB: "ACCT.04"},
}

// judgeTemporaryAdmins takes the age of the identity: AWS does not tell since
// when it has a policy.
func judgeTemporaryAdmins(cfg config.Config, a calls.Authorization, at time.Time) runbook.Verdict {
	var findings []runbook.Finding
	var old, young []string
	for _, h := range append(judge.Holders(a), besideTheAdmin(cfg, a)...) {
		powers := powersOf(h)
		if len(powers) == 0 {
			continue
		}
		detail := h.Holder + ", made on " + words.Moment(h.Made) + ", has " + judge.And(powers) + h.By
		why := excused(cfg, h)
		switch {
		case why != "":
			detail += ": " + why
		case h.Made.After(at.Add(time.Hour)):
			return runbook.Unknown("%s was made on %s, after the evidence was collected", h.Holder, words.Moment(h.Made))
		case at.Sub(h.Made) > judge.Day:
			old = append(old, detail)
		default:
			young = append(young, detail)
		}
		late := why == "" && slices.Contains(old, detail)
		findings = append(findings, runbook.Finding{OK: !late, Resource: h.Holder, Detail: detail})
	}
	slices.Sort(old) // AWS gives lists in any order
	slices.Sort(young)
	switch {
	case len(old) > 0:
		return runbook.Todo("longer than a day there: %s", strings.Join(old, "; ")).With(findings...)
	case len(young) > 0:
		return runbook.Done("for a day at most: %s; delete what is not needed any more", strings.Join(young, "; ")).With(findings...)
	case len(findings) > 0:
		return runbook.Done("nobody has AdministratorAccess, PowerUserAccess or IAMFullAccess but those with another reason for it").With(findings...)
	}
	return runbook.Done("nobody has AdministratorAccess, PowerUserAccess or IAMFullAccess")
}

// besideTheAdmin are the other members of the admin's group, with what it gives
// them.
func besideTheAdmin(cfg config.Config, a calls.Authorization) []judge.Permissions {
	var others []judge.Permissions
	for _, g := range a.GroupDetailList {
		if !strings.EqualFold(g.GroupName, cfg.Admin.Group) {
			continue
		}
		for _, u := range a.UserDetailList {
			if slices.Contains(u.GroupList, g.GroupName) && !strings.EqualFold(u.UserName, cfg.Admin.User) {
				others = append(others, judge.Permissions{
					Holder: "the user " + u.UserName, Made: u.CreateDate.UTC(), By: " by the admin's group " + g.GroupName,
					Inline: g.GroupPolicyList, Attached: g.AttachedManagedPolicies,
				})
			}
		}
	}
	return others
}

// powersOf names AWS's own policies for all, for nearly all, or for giving oneself
// all, that h has.
func powersOf(p judge.Permissions) []string {
	var names []string
	for _, name := range []string{"AdministratorAccess", "PowerUserAccess", "IAMFullAccess"} {
		if slices.ContainsFunc(p.Attached, func(policy calls.AttachedPolicy) bool { return policy.PolicyArn == judge.AWSPolicy+name }) {
			names = append(names, name)
		}
	}
	return names
}

// excused says why an identity with such a policy is not one to delete.
func excused(cfg config.Config, h judge.Permissions) string {
	is := func(holder string) bool { return strings.EqualFold(h.Holder, holder) && h.By == "" }
	switch {
	case is("the user " + cfg.Admin.User), is("the group " + cfg.Admin.Group):
		return "the step admin-iam-only is about it"
	case is("the role " + names.VerifierRole):
		return "the step verifier-role is about it"
	case is("the role " + names.OperatorRole):
		return "the step operator-role is about it"
	}
	return prescribed(cfg, h)
}

// prescribed says why a role must have all permissions, "" where nothing of AWS's
// asks for it. Nobody but AWS can make a role under the two paths; the others are
// of an account that belongs to an organization, and trust other accounts by name.
// Source: IAM User Guide, Create a service-linked role; IAM Identity Center User
// Guide, Referencing permission sets; AWS Organizations User Guide, Accessing a
// member account that has OrganizationAccountAccessRole; AWS Control Tower User
// Guide, How AWS Control Tower works with roles; AWS CloudFormation User Guide,
// Grant self-managed permissions, and AWS CloudFormation StackSets and AWS
// Organizations.
func prescribed(cfg config.Config, h judge.Permissions) string {
	name, isRole := strings.CutPrefix(h.Holder, "the role ")
	member := cfg.Account.Kind == config.OrganizationMember && trustsByName(h, cfg)
	switch {
	case !isRole:
	case strings.HasPrefix(h.Path, "/aws-service-role/"):
		return "a service of AWS's has it"
	case strings.HasPrefix(h.Path, "/aws-reserved/"):
		return "IAM Identity Center decides who uses it"
	case name == "OrganizationAccountAccessRole" && member:
		return "it is the organization's way in"
	case name == "AWSControlTowerExecution" && member:
		return "AWS Control Tower asks for it"
	case (strings.HasPrefix(name, "stacksets-exec-") || name == "AWSCloudFormationStackSetExecutionRole") && member:
		return "AWS CloudFormation StackSets asks for it"
	}
	return ""
}

// trustsByName reports whether a role trusts other accounts, or roles of them, and
// each by its number.
func trustsByName(p judge.Permissions, cfg config.Config) bool {
	who := judge.Principals(p.Trust)
	return p.Trust.Unread == nil && len(who) > 0 && !slices.ContainsFunc(who, func(w string) bool {
		account := regexp.MustCompile(`^AWS:(?:` + names.ARNs + `iam::)?([0-9]{12})(?:$|:root$|:role/)`).FindStringSubmatch(w)
		return account == nil || account[1] == cfg.Account.ID
	})
}
