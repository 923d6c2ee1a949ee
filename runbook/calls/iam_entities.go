package calls

import (
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/names"
)

// AWS's own policies whose holders some step asks for.
const (
	SupportAccess    = names.AWSPolicies + "AWSSupportAccess"        // works with AWS Support
	CloudShellAccess = names.AWSPolicies + "AWSCloudShellFullAccess" // everything in CloudShell, moving files in and out too
)

// Entities is the answer of iam list-entities-for-policy.
type Entities struct {
	PolicyGroups []struct{ GroupName string }
	PolicyUsers  []struct{ UserName string }
	PolicyRoles  []struct{ RoleName string }
}

// IAMEntities asks who has a managed policy. Source: IAM API,
// ListEntitiesForPolicy. Without the filter it also names those for whom the
// policy is a permissions boundary, which gives them nothing.
func IAMEntities(arn string) evidence.Source[Entities] { return entities(arn) }

type entities string

func (arn entities) source() evidence.Source[map[string]Entities] {
	names := func(config.Config) []string { return []string{string(arn)} }
	return evidence.Named(evidence.Query[Entities]{Call: evidence.Call{
		Command: "iam list-entities-for-policy",
		Names:   names,
		Params: func(_ config.Config, item ...string) evidence.Params {
			return evidence.Params{"PolicyArn": item[0], "PolicyUsageFilter": "PermissionsPolicy"}
		},
		Action: "iam:ListEntitiesForPolicy",
		Narrow: names,
	}})
}

func (arn entities) Calls() []evidence.Call { return arn.source().Calls() }

func (arn entities) Answer(e evidence.Evidence) (Entities, error) {
	answers, err := arn.source().Answer(e)
	return answers[string(arn)], err
}
