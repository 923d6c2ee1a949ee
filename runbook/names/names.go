// Package names has what the book makes in an account by its name, and puts ARNs
// together. A name is written here, and nowhere else in Go.
package names

import "hardbook/runbook/config"

// Partition is the part of AWS that the book is for. Source: AWS General Reference,
// Amazon Resource Names.
const Partition = "aws"

// Prefix begins the names of all that the book makes.
const Prefix = "hardbook-"

// The roles.
const (
	VerifierRole  = "hardbook-verifier"   // reads for verify
	OperatorRole  = "hardbook-operator"   // carries out the operator's steps, and is removed at the end
	AlertsRole    = "hardbook-alerts"     // with which EventBridge passes events on to the home Region
	TrailLogsRole = "hardbook-trail-logs" // with which CloudTrail writes to CloudWatch Logs
)

// The topics, the trail with its log group and its key's alias, and what begins the
// names of the alarms of the CIS benchmark.
const (
	SecurityTopic = "hardbook-security"
	BillingTopic  = "hardbook-billing"
	Trail         = "hardbook-trail"
	CISAlarms     = "hardbook-cis-"
)

// The profiles of the AWS configuration that the book shows.
const (
	AdminProfile    = "hardbook-admin"
	VerifierProfile = VerifierRole
)

// TrailBucket keeps the trail's logs.
func TrailBucket(cfg config.Config) string { return "hardbook-trail-" + cfg.Account.ID }

// ARN is the name of a resource in all of AWS. Region and account are "" for a
// service that leaves them out.
func ARN(service, region, account, resource string) string {
	return ARNs + service + ":" + region + ":" + account + ":" + resource
}

// IAM is the ARN of something in the account's IAM, such as role/NAME.
func IAM(cfg config.Config, resource string) string {
	return ARN("iam", "", cfg.Account.ID, resource)
}

// Role is the ARN of a role without a path.
func Role(cfg config.Config, name string) string { return IAM(cfg, "role/"+name) }

// Admin is the ARN of the admin user, which has no path.
func Admin(cfg config.Config) string { return IAM(cfg, "user/"+cfg.Admin.User) }

// Bucket is the ARN of a bucket, or, with a slash in it, of objects.
func Bucket(name string) string { return ARN("s3", "", "", name) }

// Topic is the ARN of a topic in the account.
func Topic(cfg config.Config, region, name string) string {
	return ARN("sns", region, cfg.Account.ID, name)
}

// AWSPolicies begin the ARNs of the policies that AWS itself keeps.
const AWSPolicies = "arn:" + Partition + ":iam::aws:policy/"

// ARNs begin every ARN of the partition.
const ARNs = "arn:" + Partition + ":"
