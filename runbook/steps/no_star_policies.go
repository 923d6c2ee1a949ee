package steps

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/iam"
	"hardbook/runbook/judge"
)

// NoStarPolicies watches that no policy of the account's own allows everything.
var NoStarPolicies = runbook.Step{
	ID:      "no-star-policies",
	Phase:   runbook.Identity,
	Who:     runbook.AsAdmin,
	Profile: config.Baseline,
	Check:   runbook.From1(calls.IAMAuthorization, judgeNoStarPolicies),
	Refs:    runbook.Refs{CIS: "2.14", SSB: "ACCT.04"},
}

// judgeNoStarPolicies looks at the policies that somebody has, in the version in
// force: at each by itself, and at all that one user, with its groups, or role has
// together, AWS's own where their text is known. AWS's own AdministratorAccess by
// itself is not among them: temporary-admins is about it. So are the roles that
// AWS prescribes.
func judgeNoStarPolicies(cfg config.Config, a calls.Authorization) runbook.Verdict {
	var findings []runbook.Finding
	var all []string
	var unsure error
	for _, h := range judge.Holders(a) {
		why := prescribed(cfg, h)
		for _, p := range h.Documents(a) {
			detail := h.Holder + " has the policy " + p.Name
			everything, err := everything(cfg, p.Document)
			switch {
			case everything && why != "":
				detail += ", which allows everything: " + why
			case everything:
				all = append(all, detail)
				detail += ", which allows everything"
			case err != nil:
				unsure = cmp.Or(unsure, fmt.Errorf("%s, %w", detail, err))
			}
			findings = append(findings, runbook.Finding{OK: err == nil && (!everything || why != ""), Resource: p.Name, Detail: detail})
		}
	}
	for _, h := range together(a) {
		if slices.ContainsFunc(all, func(detail string) bool { return strings.HasPrefix(detail, h.Holder+" ") }) || prescribed(cfg, h) != "" || len(h.Documents(a)) == 0 {
			continue
		}
		everything, err := everything(cfg, h.Layer(a)...)
		switch {
		case everything:
			detail := h.Holder + " has policies that allow everything together"
			all = append(all, detail)
			findings = append(findings, runbook.Finding{Resource: h.Holder, Detail: detail})
		case err != nil:
			unsure = cmp.Or(unsure, fmt.Errorf("%s has policies that %w", h.Holder, err))
		}
	}
	slices.Sort(all) // AWS gives lists in any order
	switch {
	case len(all) > 0:
		return runbook.Todo("policies of the account's own allow everything: %s", strings.Join(all, "; ")).With(findings...)
	case unsure != nil:
		return runbook.Unknown("%s", unsure).With(findings...)
	case len(findings) == 0:
		return runbook.Done("nobody has a policy of the account's own")
	}
	return runbook.Done("no policy of the account's own that somebody has allows everything").With(findings...)
}

// everything reports whether documents allow everything together. One that cannot
// be read might, unless the rest does already.
func everything(cfg config.Config, documents ...evidence.Document) (bool, error) {
	all, err := iam.Everything(documents, cfg.Account.ID)
	if all || err != nil {
		return all, err
	}
	for _, d := range documents {
		if d.Unread != nil {
			return false, fmt.Errorf("which cannot be read (%w)", d.Unread)
		}
	}
	return false, nil
}

// together are the users, each with the policies of its groups, and the roles.
// A holder who has AdministratorAccess is not among them: temporary-admins is
// about it.
func together(a calls.Authorization) []judge.Permissions {
	var all []judge.Permissions
	for _, u := range a.UserDetailList {
		one := judge.OfUser(u)
		for _, g := range a.GroupDetailList {
			if slices.Contains(u.GroupList, g.GroupName) {
				one.Inline, one.Attached = slices.Concat(one.Inline, g.GroupPolicyList), slices.Concat(one.Attached, g.AttachedManagedPolicies)
			}
		}
		all = append(all, one)
	}
	for _, r := range a.RoleDetailList {
		all = append(all, judge.OfRole(r))
	}
	return slices.DeleteFunc(all, func(p judge.Permissions) bool { return slices.Contains(powersOf(p), "AdministratorAccess") })
}
