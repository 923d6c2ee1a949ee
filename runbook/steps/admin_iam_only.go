package steps

import (
	"slices"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/iam"
	"hardbook/runbook/judge"
	"hardbook/runbook/names"
)

// AdminIAMOnly leaves the admin user nothing but IAM, and a shell.
var AdminIAMOnly = runbook.Step{
	ID:       "admin-iam-only",
	Phase:    runbook.Identity,
	Who:      runbook.AsAdmin,
	Profile:  config.Essentials,
	Check:    runbook.From2(calls.IAMAuthorization, evidence.Wanted(judge.ShellPolicy), judgeAdminIAMOnly),
	Needs:    []string{"admin-user"},
	Policies: []string{judge.ShellPolicy},
	Refs:     runbook.Refs{CIS: "2.13", SSB: "ACCT.04"},
}

const iamFullAccess = names.AWSPolicies + "IAMFullAccess"

// manages is what it takes to manage IAM for this book: to make and change its
// roles, users and groups, and to see what is there.
func manages(cfg config.Config) map[string][]string {
	of := names.IAM(cfg, "")
	return map[string][]string{
		of + "role/" + names.OperatorRole: {
			"iam:CreateRole", "iam:DeleteRole", "iam:UpdateAssumeRolePolicy", "iam:PutRolePolicy", "iam:DeleteRolePolicy", "iam:AttachRolePolicy", "iam:DetachRolePolicy",
		},
		of + "user/" + cfg.Admin.User:   {"iam:CreateUser", "iam:DeleteUser", "iam:AddUserToGroup", "iam:AttachUserPolicy", "iam:DetachUserPolicy", "iam:DeleteUserPolicy"},
		of + "group/" + cfg.Admin.Group: {"iam:CreateGroup", "iam:AttachGroupPolicy", "iam:DetachGroupPolicy", "iam:PutGroupPolicy", "iam:DeleteGroupPolicy"},
		"*":                             {"iam:ListUsers", "iam:UpdateAccountPasswordPolicy", "iam:CreateAccountAlias"},
	}
}

// judgeAdminIAMOnly accepts IAMFullAccess, the shell document where the config
// wants it, and anything that allows nothing. All else is too much; and what is
// there must let the admin manage IAM, boundary and refusals weighed: after this
// step root is put away.
func judgeAdminIAMOnly(cfg config.Config, a calls.Authorization, shell evidence.Document) runbook.Verdict {
	holders, why := judge.AdminHolders(cfg, a)
	if holders == nil {
		return why
	}
	var findings []runbook.Finding
	var extra, unsure []string
	full := false
	for _, h := range holders {
		for _, f := range judgeHolder(h, cfg, a, shell) {
			findings = append(findings, f)
			full = full || f.Resource == iamFullAccess
			switch {
			case f.OK:
			case strings.HasSuffix(f.Detail, cannotBeRead):
				unsure = append(unsure, f.Detail)
			default:
				extra = append(extra, f.Detail)
			}
		}
	}
	refused, doubts := shutOut(cfg, a, holders)
	switch boundary := holders[0].Boundary; {
	case len(extra) > 0:
		return runbook.Todo("%s may do more than IAM: %s", cfg.Admin.User, strings.Join(extra, "; ")).With(findings...)
	case len(refused) > 0 && boundary != "":
		return runbook.Todo("%s cannot manage IAM (%s): look at its permissions boundary %s and its policies", cfg.Admin.User, judge.FirstOf(refused), boundary).With(findings...)
	case len(refused) > 0 && !full:
		return runbook.Todo("%s cannot manage IAM: neither the user nor any of its groups has IAMFullAccess", cfg.Admin.User).With(findings...)
	case len(refused) > 0:
		return runbook.Todo("%s cannot manage IAM (%s): another policy refuses what IAMFullAccess allows", cfg.Admin.User, judge.FirstOf(refused)).With(findings...)
	case len(unsure) > 0:
		return runbook.Unknown("%s", strings.Join(unsure, "; ")).With(findings...)
	case len(doubts) > 0:
		return runbook.Unknown("whether %s can manage IAM hangs on something %s", cfg.Admin.User, judge.Weighed(doubts)).With(findings...)
	}
	return runbook.Done("%s can manage IAM and nothing else", cfg.Admin.User).With(findings...)
}

// shutOut lists what of IAM the admin cannot do, sorted, and what could not be
// weighed of the rest. A boundary that is one of AWS's own policies and not among
// those known to leave IAM leaves none: TestPoliciesOfAWS.
func shutOut(cfg config.Config, a calls.Authorization, holders []judge.Permissions) (refused, doubts []string) {
	user := names.Admin(cfg)
	if _, known := judge.KnownPolicy(holders[0].Boundary); !known && strings.HasPrefix(holders[0].Boundary, judge.AWSPolicy) {
		return []string{"the boundary leaves it no IAM"}, nil
	}
	layers := judge.LayersOf(a, holders)
	for resource, actions := range manages(cfg) {
		for _, action := range actions {
			switch d, why := iam.Decide(judge.ByUser(cfg, user, action, resource), layers...); d {
			case iam.Denied:
				refused = append(refused, "not "+action)
			case iam.NotKnown:
				doubts = append(doubts, why...)
			}
		}
	}
	slices.Sort(refused)
	slices.Sort(doubts)
	return refused, slices.Compact(doubts)
}

const cannotBeRead = ", which cannot be read"

// judgeHolder makes a finding of each policy.
func judgeHolder(p judge.Permissions, cfg config.Config, a calls.Authorization, shell evidence.Document) []runbook.Finding {
	var findings []runbook.Finding
	add := func(resource string, ok bool, d evidence.Document) {
		f := runbook.Finding{OK: ok, Resource: resource, Detail: p.Holder + " has " + resource}
		if d.Unread != nil {
			f.Detail += cannotBeRead
		}
		findings = append(findings, f)
	}
	harmless := func(d evidence.Document) bool { return d.DenyOnly() || cfg.Admin.Shell && d.Equal(shell) }
	for _, policy := range p.Inline {
		add("the inline policy "+policy.PolicyName, harmless(policy.PolicyDocument), policy.PolicyDocument)
	}
	for _, policy := range p.Attached {
		if strings.HasPrefix(policy.PolicyArn, judge.AWSPolicy) {
			add(policy.PolicyArn, policy.PolicyArn == iamFullAccess || policy.PolicyArn == judge.AWSPolicy+"AWSDenyAll", evidence.Document{})
			continue
		}
		d := judge.PolicyOf(a, policy.PolicyArn)
		add(policy.PolicyArn, harmless(d), d)
	}
	return findings
}
