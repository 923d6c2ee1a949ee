package ask

import (
	"errors"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// VerifierRole is the name of the role that verify uses.
const VerifierRole = "hardbook-verifier"

// Role is the answer of iam get-role.
type Role struct {
	evidence.Absence
	Role struct {
		Arn                      string
		AssumeRolePolicyDocument evidence.Document
	}
}

// RolePolicy is the answer of iam get-role-policy.
type RolePolicy struct {
	PolicyName     string
	PolicyDocument evidence.Document
}

// AttachedPolicies is the answer of iam list-attached-role-policies.
type AttachedPolicies struct {
	evidence.Absence
	AttachedPolicies []AttachedPolicy
}

// AttachedPolicy names a managed policy.
type AttachedPolicy struct {
	PolicyName string
	PolicyArn  string
}

// Verifier is everything that decides whether the verifier role is as the book
// makes it.
type Verifier struct {
	Role     Role
	Inline   map[string]RolePolicy // by policy name
	Attached AttachedPolicies
}

// IAMVerifierRole asks for the verifier role, its trust and all it may do.
func IAMVerifierRole() evidence.Source[Verifier] { return verifier{} }

type verifier struct{}

func (verifier) role() evidence.Query[Role] {
	return evidence.Query[Role]{Call: evidence.Call{
		Command: "iam get-role",
		Params:  verifierRole,
		Action:  "iam:GetRole",
		Absent:  noSuchEntity,
		Narrow:  verifierRoleARN,
	}}
}

func (verifier) attached() evidence.Query[AttachedPolicies] {
	return evidence.Query[AttachedPolicies]{Call: evidence.Call{
		Command: "iam list-attached-role-policies",
		Params:  verifierRole,
		Action:  "iam:ListAttachedRolePolicies",
		Absent:  noSuchEntity,
		Narrow:  verifierRoleARN,
	}}
}

// inline asks for each inline policy of the role: the names, then each one.
func (verifier) inline() evidence.Source[map[string]RolePolicy] {
	names := evidence.Call{
		Command: "iam list-role-policies",
		Params:  verifierRole,
		Action:  "iam:ListRolePolicies",
		Absent:  noSuchEntity,
		Narrow:  verifierRoleARN,
	}
	one := evidence.Query[RolePolicy]{Call: evidence.Call{
		Command: "iam get-role-policy",
		Params: func(_ config.Config, item ...string) evidence.Params {
			return evidence.Params{"RoleName": VerifierRole, "PolicyName": item[0]}
		},
		Action: "iam:GetRolePolicy",
		Narrow: verifierRoleARN,
	}}
	return evidence.Each(names, "PolicyNames[]", one)
}

func (v verifier) Calls() []evidence.Call {
	return append(v.inline().Calls(), v.role().Call, v.attached().Call)
}

func (v verifier) Answer(e evidence.Evidence) (a Verifier, err error) {
	var failed [3]error
	a.Role, failed[0] = v.role().Answer(e)
	a.Attached, failed[1] = v.attached().Answer(e)
	a.Inline, failed[2] = v.inline().Answer(e)
	return a, errors.Join(failed[:]...)
}

func verifierRole(config.Config, ...string) evidence.Params {
	return evidence.Params{"RoleName": VerifierRole}
}

func verifierRoleARN(cfg config.Config) []string {
	return []string{"arn:aws:iam::" + cfg.Account.ID + ":role/" + VerifierRole}
}
