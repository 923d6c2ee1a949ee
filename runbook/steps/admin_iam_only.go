package steps

import (
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/ask"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// AdminIAMOnly leaves the admin user nothing but IAM, and a shell.
var AdminIAMOnly = runbook.Step{
	ID:       "admin-iam-only",
	Phase:    runbook.Identity,
	Who:      runbook.AsAdmin,
	Profile:  config.Essentials,
	Check:    runbook.From2(ask.IAMAuthorization, evidence.Wanted(shellPolicy), judgeAdminIAMOnly),
	Needs:    []string{"admin-user"},
	Policies: []string{shellPolicy},
	Refs:     runbook.Refs{CIS: "2.13", SSB: "ACCT.04"},
}

const iamFullAccess = "arn:aws:iam::aws:policy/IAMFullAccess"

// judgeAdminIAMOnly accepts IAMFullAccess, the shell document where the config
// wants it, and anything that only denies; all else is too much.
func judgeAdminIAMOnly(cfg config.Config, a ask.Authorization, shell evidence.Document) runbook.Verdict {
	holders, why := adminHolders(cfg, a)
	if holders == nil {
		return why
	}
	var findings []runbook.Finding
	for _, h := range holders {
		findings = append(findings, h.judge(cfg, a, shell)...)
	}
	return sumUp(cfg, findings)
}

func sumUp(cfg config.Config, findings []runbook.Finding) runbook.Verdict {
	var extra []string
	full := false
	for _, f := range findings {
		if !f.OK {
			extra = append(extra, f.Detail)
		}
		full = full || f.Resource == iamFullAccess
	}
	v := runbook.Done("%s can manage IAM and nothing else", cfg.Admin.User)
	if !full {
		v = runbook.Todo("%s cannot manage IAM: neither the user nor any of its groups has IAMFullAccess", cfg.Admin.User)
	}
	if len(extra) > 0 {
		v = runbook.Todo("%s may do more than IAM: %s", cfg.Admin.User, strings.Join(extra, "; "))
	}
	return v.With(findings...)
}

// judge makes a finding of each policy.
func (p permissions) judge(cfg config.Config, a ask.Authorization, shell evidence.Document) []runbook.Finding {
	var findings []runbook.Finding
	add := func(resource string, ok bool) {
		findings = append(findings, runbook.Finding{OK: ok, Resource: resource, Detail: p.holder + " has " + resource})
	}
	harmless := func(d evidence.Document) bool { return d.DenyOnly() || cfg.Admin.Shell && d.Equal(shell) }
	for _, policy := range p.inline {
		add("the inline policy "+policy.PolicyName, harmless(policy.PolicyDocument))
	}
	for _, policy := range p.attached {
		document, ok := a.DefaultVersion(policy.PolicyArn)
		add(policy.PolicyArn, policy.PolicyArn == iamFullAccess || ok && harmless(document))
	}
	return findings
}
