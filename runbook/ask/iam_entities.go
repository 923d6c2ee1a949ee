package ask

import (
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// SupportAccess is AWS's own policy for whoever works with AWS Support.
const SupportAccess = "arn:aws:iam::aws:policy/AWSSupportAccess"

// Entities is the answer of iam list-entities-for-policy.
type Entities struct {
	PolicyGroups []struct{ GroupName string }
	PolicyUsers  []struct{ UserName string }
	PolicyRoles  []struct{ RoleName string }
}

// IAMSupportEntities asks who has SupportAccess. Source: IAM API,
// ListEntitiesForPolicy.
var IAMSupportEntities = evidence.Query[Entities]{Call: evidence.Call{
	Command: "iam list-entities-for-policy",
	Params: func(config.Config, ...string) evidence.Params {
		return evidence.Params{"PolicyArn": SupportAccess}
	},
	Action: "iam:ListEntitiesForPolicy",
	Narrow: func(config.Config) []string { return []string{SupportAccess} },
}}
