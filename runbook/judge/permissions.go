package judge

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

// Permissions are the policies of one user, group or role.
type Permissions struct {
	Holder   string // "the user x", "the group x" or "the role x"
	Path     string // of a role
	Made     time.Time
	By       string            // how it has them, where that is not its own: " by the admin's group x"
	Trust    evidence.Document // of a role
	Boundary string            // ARN of the permissions boundary of a user or role, "" for none
	Inline   []calls.InlinePolicy
	Attached []calls.AttachedPolicy
}

// OfUser are the permissions of a user, without those of its groups.
func OfUser(u calls.UserDetail) Permissions {
	return Permissions{Holder: "the user " + u.UserName, Made: u.CreateDate.UTC(), Boundary: u.PermissionsBoundary.PermissionsBoundaryArn, Inline: u.UserPolicyList, Attached: u.AttachedManagedPolicies}
}

func ofGroup(g calls.GroupDetail) Permissions {
	return Permissions{Holder: "the group " + g.GroupName, Made: g.CreateDate.UTC(), Inline: g.GroupPolicyList, Attached: g.AttachedManagedPolicies}
}

// OfRole are the permissions of a role.
func OfRole(r calls.RoleDetail) Permissions {
	return Permissions{Holder: "the role " + r.RoleName, Path: r.Path, Trust: r.AssumeRolePolicyDocument, Made: r.CreateDate.UTC(), Boundary: r.PermissionsBoundary.PermissionsBoundaryArn, Inline: r.RolePolicyList, Attached: r.AttachedManagedPolicies}
}

// Holders are all users, groups and roles of the account.
func Holders(a calls.Authorization) []Permissions {
	var all []Permissions
	for _, u := range a.UserDetailList {
		all = append(all, OfUser(u))
	}
	for _, g := range a.GroupDetailList {
		all = append(all, ofGroup(g))
	}
	for _, r := range a.RoleDetailList {
		all = append(all, OfRole(r))
	}
	return all
}

// holdersOf are those whose policies make up what a user may do: the user, then
// its groups. It is empty when there is no such user; missing is a group that
// the answer does not describe.
func holdersOf(a calls.Authorization, name string) (holders []Permissions, missing string) {
	i := slices.IndexFunc(a.UserDetailList, func(u calls.UserDetail) bool { return strings.EqualFold(u.UserName, name) })
	if i < 0 {
		return nil, ""
	}
	user := a.UserDetailList[i]
	holders = append(holders, OfUser(user))
	for _, group := range user.GroupList {
		j := slices.IndexFunc(a.GroupDetailList, func(g calls.GroupDetail) bool { return g.GroupName == group })
		if j < 0 {
			return holders, group
		}
		holders = append(holders, ofGroup(a.GroupDetailList[j]))
	}
	return holders, ""
}

// AdminHolders are those of the admin. Where the answer does not tell them, the
// verdict says why, and there are none.
func AdminHolders(cfg config.Config, a calls.Authorization) ([]Permissions, runbook.Verdict) {
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
	Name     string
	Document evidence.Document
}

// Documents are those of the account's own policies that the holder has. One that
// the answer does not describe is unread.
func (p Permissions) Documents(a calls.Authorization) []namedDocument {
	var documents []namedDocument
	for _, policy := range p.Inline {
		documents = append(documents, namedDocument{policy.PolicyName, policy.PolicyDocument})
	}
	for _, policy := range p.Attached {
		if !strings.HasPrefix(policy.PolicyArn, AWSPolicy) {
			documents = append(documents, namedDocument{policy.PolicyName, PolicyOf(a, policy.PolicyArn)})
		}
	}
	return documents
}

// PolicyOf is the document of a managed policy; unread where its text is not known.
func PolicyOf(a calls.Authorization, arn string) evidence.Document {
	if document, ok := a.DefaultVersion(arn); ok {
		return document
	}
	if document, ok := KnownPolicy(arn); ok {
		return document
	}
	return evidence.Document{Unread: fmt.Errorf("the answer does not describe %s", arn)}
}

// Layer is what the holder's own policies and those of AWS's whose text is known
// allow and deny. The rest of AWS's policies count for nothing.
func (p Permissions) Layer(a calls.Authorization) iam.Layer {
	var layer iam.Layer
	for _, d := range p.Documents(a) {
		layer = append(layer, d.Document)
	}
	for _, policy := range p.Attached {
		if document, ok := KnownPolicy(policy.PolicyArn); ok {
			layer = append(layer, document)
		}
	}
	return layer
}

// Layers are what decides about a role: its policies, and its boundary.
func (p Permissions) Layers(a calls.Authorization) []iam.Layer {
	layers := []iam.Layer{p.Layer(a)}
	if p.Boundary != "" {
		layers = append(layers, iam.Layer{PolicyOf(a, p.Boundary)})
	}
	return layers
}

// LayersOf are what decides about a user: its policies and those of its groups
// together, and the user's boundary.
func LayersOf(a calls.Authorization, user []Permissions) []iam.Layer {
	layers := user[0].Layers(a)
	for _, group := range user[1:] {
		layers[0] = append(layers[0], group.Layer(a)...)
	}
	return layers
}

// AWSPolicy is what the ARNs of AWS's own policies begin with.
const AWSPolicy = names.AWSPolicies

// ShellPolicy names the document that gives a shell and nothing else.
const ShellPolicy = "admin-shell"
