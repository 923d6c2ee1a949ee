package permissions

import (
	"hardbook/runbook/config"
	"hardbook/runbook/names"
)

// s3 has the commands about the book's own buckets.
func s3() map[string][]Permission {
	return map[string][]Permission{
		"s3api create-bucket":                      one("s3:CreateBucket", ownBuckets),
		"s3api delete-bucket":                      one("s3:DeleteBucket", ownBuckets),
		"s3api get-bucket-encryption":              one("s3:GetEncryptionConfiguration", ownBuckets),
		"s3api get-bucket-lifecycle-configuration": one("s3:GetLifecycleConfiguration", ownBuckets),
		"s3api get-bucket-logging":                 one("s3:GetBucketLogging", ownBuckets),
		"s3api get-bucket-policy":                  one("s3:GetBucketPolicy", ownBuckets),
		"s3api get-bucket-versioning":              one("s3:GetBucketVersioning", ownBuckets),
		"s3api put-bucket-acl":                     one("s3:PutBucketAcl", trailBucket),
		"s3api put-bucket-encryption":              one("s3:PutEncryptionConfiguration", ownBuckets),
		"s3api put-bucket-lifecycle-configuration": one("s3:PutLifecycleConfiguration", ownBuckets),
		"s3api put-bucket-logging":                 one("s3:PutBucketLogging", trailBucket),
		"s3api put-bucket-policy":                  one("s3:PutBucketPolicy", ownBuckets),
		"s3api put-bucket-versioning":              one("s3:PutBucketVersioning", ownBuckets),
		"s3api put-public-access-block":            one("s3:PutBucketPublicAccessBlock", ownBuckets),
	}
}

// trailBucket is the one for the trail's logs.
func trailBucket(cfg config.Config) []string {
	return []string{names.Bucket(names.TrailBucket(cfg))}
}

// ownBuckets are those that the book makes: the one for the trail's logs, and in
// the cis profile three more, by how their names begin and end: one by one they
// would make the operator's policies longer than a role may have.
func ownBuckets(cfg config.Config) []string {
	if cfg.Profile == config.CIS {
		return []string{names.Bucket(names.Prefix + "*-" + cfg.Account.ID)}
	}
	return trailBucket(cfg)
}
