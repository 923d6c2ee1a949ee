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

// permissions are the policies of one user, group or role.
type permissions struct {
	holder   string // "the user x", "the group x" or "the role x"
	path     string // of a role
	made     time.Time
	inline   []ask.InlinePolicy
	attached []ask.AttachedPolicy
}

func ofUser(u ask.UserDetail) permissions {
	return permissions{holder: "the user " + u.UserName, made: u.CreateDate.UTC(), inline: u.UserPolicyList, attached: u.AttachedManagedPolicies}
}

func ofGroup(g ask.GroupDetail) permissions {
	return permissions{holder: "the group " + g.GroupName, made: g.CreateDate.UTC(), inline: g.GroupPolicyList, attached: g.AttachedManagedPolicies}
}

func ofRole(r ask.RoleDetail) permissions {
	return permissions{holder: "the role " + r.RoleName, path: r.Path, made: r.CreateDate.UTC(), inline: r.RolePolicyList, attached: r.AttachedManagedPolicies}
}

// holders are all users, groups and roles of the account.
func holders(a ask.Authorization) []permissions {
	var all []permissions
	for _, u := range a.UserDetailList {
		all = append(all, ofUser(u))
	}
	for _, g := range a.GroupDetailList {
		all = append(all, ofGroup(g))
	}
	for _, r := range a.RoleDetailList {
		all = append(all, ofRole(r))
	}
	return all
}

// holdersOf are those whose policies make up what a user may do: the user, then
// its groups. It is empty when there is no such user; missing is a group that
// the answer does not describe.
func holdersOf(a ask.Authorization, name string) (holders []permissions, missing string) {
	i := slices.IndexFunc(a.UserDetailList, func(u ask.UserDetail) bool { return strings.EqualFold(u.UserName, name) })
	if i < 0 {
		return nil, ""
	}
	user := a.UserDetailList[i]
	holders = append(holders, ofUser(user))
	for _, group := range user.GroupList {
		j := slices.IndexFunc(a.GroupDetailList, func(g ask.GroupDetail) bool { return g.GroupName == group })
		if j < 0 {
			return holders, group
		}
		holders = append(holders, ofGroup(a.GroupDetailList[j]))
	}
	return holders, ""
}

// adminHolders are those of the admin. Where the answer does not tell them, the
// verdict says why, and there are none.
func adminHolders(cfg config.Config, a ask.Authorization) ([]permissions, runbook.Verdict) {
	holders, missing := holdersOf(a, cfg.Admin.User)
	switch {
	case len(holders) == 0:
		return nil, runbook.Todo("there is no user %s", cfg.Admin.User)
	case missing != "":
		return nil, runbook.Unknown("%s is in the group %s, which the answer does not describe", cfg.Admin.User, missing)
	}
	return holders, runbook.Verdict{}
}

// namedDocument is a policy document with its name.
type namedDocument struct {
	name     string
	document evidence.Document
}

// documents are those of the policies whose text the answer has: all but AWS's
// own.
func (p permissions) documents(a ask.Authorization) []namedDocument {
	var documents []namedDocument
	for _, policy := range p.inline {
		documents = append(documents, namedDocument{policy.PolicyName, policy.PolicyDocument})
	}
	for _, policy := range p.attached {
		if document, ok := a.DefaultVersion(policy.PolicyArn); ok {
			documents = append(documents, namedDocument{policy.PolicyName, document})
		}
	}
	return documents
}
