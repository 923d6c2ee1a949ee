package calls

import (
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// Authorization is the part of iam get-account-authorization-details about
// users, groups, roles and the account's own policies.
// Source: IAM API, GetAccountAuthorizationDetails.
type Authorization struct {
	UserDetailList  []UserDetail
	GroupDetailList []GroupDetail
	RoleDetailList  []RoleDetail
	Policies        []struct {
		Arn               string
		PolicyVersionList []struct {
			IsDefaultVersion bool `json:",omitempty"` // one of them is true
			Document         evidence.Document
		}
	}
}

// UserDetail is one user with all its permissions but those of its groups.
type UserDetail struct {
	UserName                string
	CreateDate              evidence.Time
	GroupList               []string
	UserPolicyList          []InlinePolicy `json:",omitempty"` // AWS leaves it out for a user without any
	AttachedManagedPolicies []AttachedPolicy

	PermissionsBoundary struct{ PermissionsBoundaryArn string } `json:",omitempty"` // AWS leaves it out where there is none
}

// GroupDetail is one group with all its permissions.
type GroupDetail struct {
	GroupName               string
	CreateDate              evidence.Time
	GroupPolicyList         []InlinePolicy
	AttachedManagedPolicies []AttachedPolicy
}

// RoleDetail is one role with all its permissions.
type RoleDetail struct {
	RoleName                string
	Path                    string // "/aws-service-role/…" and "/aws-reserved/…" are AWS's own
	CreateDate              evidence.Time
	RolePolicyList          []InlinePolicy
	AttachedManagedPolicies []AttachedPolicy

	AssumeRolePolicyDocument evidence.Document                       `json:",omitempty"` // every role has one; without it nobody is trusted
	PermissionsBoundary      struct{ PermissionsBoundaryArn string } `json:",omitempty"` // AWS leaves it out where there is none
}

// DefaultVersion is the document in force of one of the account's own managed
// policies, and whether the answer has it.
func (a Authorization) DefaultVersion(arn string) (evidence.Document, bool) {
	for _, p := range a.Policies {
		for _, v := range p.PolicyVersionList {
			if p.Arn == arn && v.IsDefaultVersion {
				return v.Document, true
			}
		}
	}
	return evidence.Document{}, false
}

// InlinePolicy is a policy document inside a user, group or role.
type InlinePolicy struct {
	PolicyName     string
	PolicyDocument evidence.Document
}

// IAMAuthorization asks for every user, group, role and policy of the account in
// one call. AWS's own policies are left out: there are more than a thousand.
var IAMAuthorization = evidence.Query[Authorization]{Call: evidence.Call{
	Command: "iam get-account-authorization-details",
	Params: func(config.Config, ...string) evidence.Params {
		return evidence.Params{"Filter": []string{"User", "Group", "Role", "LocalManagedPolicy"}}
	},
	Action: "iam:GetAccountAuthorizationDetails",
}}
