package steps

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/iam"
	"hardbook/runbook/names"
)

// permissions are the policies of one user, group or role.
type permissions struct {
	holder   string // "the user x", "the group x" or "the role x"
	path     string // of a role
	made     time.Time
	by       string            // how it has them, where that is not its own: " by the admin's group x"
	trust    evidence.Document // of a role
	boundary string            // ARN of the permissions boundary of a user or role, "" for none
	inline   []calls.InlinePolicy
	attached []calls.AttachedPolicy
}

func ofUser(u calls.UserDetail) permissions {
	return permissions{holder: "the user " + u.UserName, made: u.CreateDate.UTC(), boundary: u.PermissionsBoundary.PermissionsBoundaryArn, inline: u.UserPolicyList, attached: u.AttachedManagedPolicies}
}

func ofGroup(g calls.GroupDetail) permissions {
	return permissions{holder: "the group " + g.GroupName, made: g.CreateDate.UTC(), inline: g.GroupPolicyList, attached: g.AttachedManagedPolicies}
}

func ofRole(r calls.RoleDetail) permissions {
	return permissions{holder: "the role " + r.RoleName, path: r.Path, trust: r.AssumeRolePolicyDocument, made: r.CreateDate.UTC(), boundary: r.PermissionsBoundary.PermissionsBoundaryArn, inline: r.RolePolicyList, attached: r.AttachedManagedPolicies}
}

// holders are all users, groups and roles of the account.
func holders(a calls.Authorization) []permissions {
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
func holdersOf(a calls.Authorization, name string) (holders []permissions, missing string) {
	i := slices.IndexFunc(a.UserDetailList, func(u calls.UserDetail) bool { return strings.EqualFold(u.UserName, name) })
	if i < 0 {
		return nil, ""
	}
	user := a.UserDetailList[i]
	holders = append(holders, ofUser(user))
	for _, group := range user.GroupList {
		j := slices.IndexFunc(a.GroupDetailList, func(g calls.GroupDetail) bool { return g.GroupName == group })
		if j < 0 {
			return holders, group
		}
		holders = append(holders, ofGroup(a.GroupDetailList[j]))
	}
	return holders, ""
}

// adminHolders are those of the admin. Where the answer does not tell them, the
// verdict says why, and there are none.
func adminHolders(cfg config.Config, a calls.Authorization) ([]permissions, runbook.Verdict) {
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

// documents are those of the account's own policies that the holder has. One that
// the answer does not describe is unread.
func (p permissions) documents(a calls.Authorization) []namedDocument {
	var documents []namedDocument
	for _, policy := range p.inline {
		documents = append(documents, namedDocument{policy.PolicyName, policy.PolicyDocument})
	}
	for _, policy := range p.attached {
		if !strings.HasPrefix(policy.PolicyArn, awsPolicy) {
			documents = append(documents, namedDocument{policy.PolicyName, policyOf(a, policy.PolicyArn)})
		}
	}
	return documents
}

// policyOf is the document of a managed policy; unread where its text is not known.
func policyOf(a calls.Authorization, arn string) evidence.Document {
	if document, ok := a.DefaultVersion(arn); ok {
		return document
	}
	if document, ok := knownPolicy(arn); ok {
		return document
	}
	return evidence.Document{Unread: fmt.Errorf("the answer does not describe %s", arn)}
}

// layer is what the holder's own policies and those of AWS's whose text is known
// allow and deny. The rest of AWS's policies count for nothing.
func (p permissions) layer(a calls.Authorization) iam.Layer {
	var layer iam.Layer
	for _, d := range p.documents(a) {
		layer = append(layer, d.document)
	}
	for _, policy := range p.attached {
		if document, ok := knownPolicy(policy.PolicyArn); ok {
			layer = append(layer, document)
		}
	}
	return layer
}

// layers are what decides about a role: its policies, and its boundary.
func (p permissions) layers(a calls.Authorization) []iam.Layer {
	layers := []iam.Layer{p.layer(a)}
	if p.boundary != "" {
		layers = append(layers, iam.Layer{policyOf(a, p.boundary)})
	}
	return layers
}

// layersOf are what decides about a user: its policies and those of its groups
// together, and the user's boundary.
func layersOf(a calls.Authorization, user []permissions) []iam.Layer {
	layers := user[0].layers(a)
	for _, group := range user[1:] {
		layers[0] = append(layers[0], group.layer(a)...)
	}
	return layers
}

// awsPolicy is what the ARNs of AWS's own policies begin with.
const awsPolicy = names.AWSPolicies

// shellPolicy names the document that gives a shell and nothing else.
const shellPolicy = "admin-shell"
