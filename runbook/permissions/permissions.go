// Package permissions says which IAM actions the commands of the operator's blocks
// need. It is the one table from the aws command line to IAM: the operator's
// policy follows from it.
//
// Sources: the Service Authorization Reference, one page a service: actions,
// and the resources that each can be limited to.
package permissions

import (
	"maps"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/names"
)

// A Permission is an IAM action and what it can be limited to.
type Permission struct {
	Action string                       // "s3:PutBucketPolicy"
	Narrow func(config.Config) []string // ARNs; nil where IAM knows none for the action
	When   evidence.When                // of the request; nil where no key of it says more
}

// Permissions are what each command needs, by "service operation" as on the
// aws command line. What only an option of a command needs is under the command
// and the option: "cloudtrail update-trail --kms-key-id".
func Permissions() map[string][]Permission {
	all := map[string][]Permission{}
	for _, service := range []map[string][]Permission{ec2(), s3(), s3control(), cloudtrail(), accessanalyzer(), ssm(), sns(), logs(), cloudwatch(), events(), kms(), guardduty(), organizations(), configservice(), securityhub(), account(), inventory()} {
		maps.Copy(all, service)
	}
	return all
}

// one is the permission of a command that needs one action.
func one(action string, narrow func(config.Config) []string) []Permission {
	return []Permission{{Action: action, Narrow: narrow}}
}

// when is the permission of a command that needs one action, under a condition.
func when(action string, narrow func(config.Config) []string, condition evidence.When) []Permission {
	return []Permission{{action, narrow, condition}}
}

// pass is the permission to hand roles over to one service.
// Source: IAM User Guide, IAM and AWS STS condition context keys,
// iam:PassedToService.
func pass(roles func(config.Config) []string, service string) Permission {
	return Permission{"iam:PassRole", roles, equals("iam:PassedToService", service)}
}

// equals is the condition that a key of the request has this value.
func equals(key, value string) evidence.When {
	return func(config.Config) evidence.Condition {
		return evidence.Condition{"StringEquals": {key: {value}}}
	}
}

// serviceRole is the role that AWS makes for a service, by the place where all of
// that service's are, and it has one: its name would make the operator's policies
// longer.
// Source: IAM User Guide, Create a service-linked role.
func serviceRole(cfg config.Config, service string) []string {
	return []string{names.IAM(cfg, "role/aws-service-role/"+service+"/*")}
}
