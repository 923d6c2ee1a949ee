package calls

import (
	"errors"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/names"
)

// Role is the answer of iam get-role.
type Role struct {
	evidence.Absence
	Role struct {
		Arn                      string
		AssumeRolePolicyDocument evidence.Document
		MaxSessionDuration       int                                     // seconds
		PermissionsBoundary      struct{ PermissionsBoundaryArn string } `json:",omitempty"` // AWS leaves it out where there is none
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

// RoleState is everything that decides whether a role is as the book makes it.
type RoleState struct {
	Role     Role
	Inline   map[string]RolePolicy // by policy name
	Attached AttachedPolicies
}

// IAMRole asks for a role of this name, its trust and all it may do.
func IAMRole(name string) evidence.Source[RoleState] { return role(name) }

// IAMRoleAlone asks for a role of this name and whom it trusts.
func IAMRoleAlone(name string) evidence.Source[Role] { return roleAlone(name) }

type role string

// call is a call about the role alone.
func (r role) call(command, action string) evidence.Call {
	return evidence.Call{
		Command: command,
		Names:   func(config.Config) []string { return []string{string(r)} },
		Params:  roleName,
		Action:  action,
		Absent:  noSuchEntity,
		Narrow: func(cfg config.Config) []string {
			return []string{names.Role(cfg, string(r))}
		},
	}
}

func (r role) attached() evidence.Source[map[string]AttachedPolicies] {
	return evidence.Named(evidence.Query[AttachedPolicies]{Call: r.call("iam list-attached-role-policies", "iam:ListAttachedRolePolicies")})
}

// inline asks for each inline policy of the role: the names, then each one.
func (r role) inline() evidence.Source[map[string]RolePolicy] {
	one := r.call("iam get-role-policy", "iam:GetRolePolicy")
	one.Names, one.Absent = nil, ""
	one.Params = func(_ config.Config, item ...string) evidence.Params {
		return evidence.Params{"RoleName": item[0], "PolicyName": item[1]}
	}
	return evidence.Each(r.call("iam list-role-policies", "iam:ListRolePolicies"), "PolicyNames[]", evidence.Query[RolePolicy]{Call: one})
}

func (r role) Calls() []evidence.Call {
	calls := append(r.inline().Calls(), roleAlone(r).Calls()...)
	return append(calls, r.attached().Calls()...)
}

func (r role) Answer(e evidence.Evidence) (RoleState, error) {
	var failed [3]error
	a := RoleState{Inline: map[string]RolePolicy{}}
	a.Role, failed[0] = roleAlone(r).Answer(e)
	attached, err := r.attached().Answer(e)
	a.Attached, failed[1] = attached[string(r)], err
	inline, err := r.inline().Answer(e)
	for key, policy := range inline {
		a.Inline[evidence.Parts(key)[1]] = policy
	}
	failed[2] = err
	return a, errors.Join(failed[:]...)
}

type roleAlone string

func (r roleAlone) source() evidence.Source[map[string]Role] {
	return evidence.Named(evidence.Query[Role]{Call: role(r).call("iam get-role", "iam:GetRole")})
}

func (r roleAlone) Calls() []evidence.Call { return r.source().Calls() }

func (r roleAlone) Answer(e evidence.Evidence) (Role, error) {
	answers, err := r.source().Answer(e)
	return answers[string(r)], err
}

func roleName(_ config.Config, item ...string) evidence.Params {
	return evidence.Params{"RoleName": item[0]}
}
