package steps

import (
	"slices"
	"strings"

	"hardbook/runbook/ask"
	"hardbook/runbook/evidence"
)

// permissions are the policies of one user or group.
type permissions struct {
	holder   string // "the user x" or "the group x"
	inline   []ask.InlinePolicy
	attached []ask.AttachedPolicy
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
	holders = append(holders, permissions{"the user " + user.UserName, user.UserPolicyList, user.AttachedManagedPolicies})
	for _, group := range user.GroupList {
		j := slices.IndexFunc(a.GroupDetailList, func(g ask.GroupDetail) bool { return g.GroupName == group })
		if j < 0 {
			return holders, group
		}
		g := a.GroupDetailList[j]
		holders = append(holders, permissions{"the group " + g.GroupName, g.GroupPolicyList, g.AttachedManagedPolicies})
	}
	return holders, ""
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
