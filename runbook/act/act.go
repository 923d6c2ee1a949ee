// Package act says which IAM actions the commands of the operator's blocks
// need. It is the one table from the aws command line to IAM: the operator's
// policy follows from it.
//
// Sources: the Service Authorization Reference, one page a service: actions,
// and the resources that each can be limited to.
package act

import (
	"maps"

	"hardbook/runbook/config"
)

// A Permission is an IAM action and what it can be limited to.
type Permission struct {
	Action string                       // "s3:PutBucketPolicy"
	Narrow func(config.Config) []string // ARNs; nil where IAM knows none for the action
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
	return []Permission{{action, narrow}}
}
