package calls

import "hardbook/runbook/evidence"

// OrganizationsFeatures is the answer of iam list-organizations-features: what
// an organization's management account may do about root of its accounts. Absent
// means that IAM has no access to the organization yet, and so neither.
// Source: IAM API, ListOrganizationsFeatures.
type OrganizationsFeatures struct {
	evidence.Absence
	EnabledFeatures []string // RootCredentialsManagement, RootSessions
}

// IAMOrganizationsFeatures asks for these. AWS refuses it in any account but an
// organization's management account, or its delegate.
var IAMOrganizationsFeatures = evidence.Query[OrganizationsFeatures]{Call: evidence.Call{
	Command: "iam list-organizations-features",
	Action:  "iam:ListOrganizationsFeatures",
	Absent:  "ServiceAccessNotEnabledException",
}}
