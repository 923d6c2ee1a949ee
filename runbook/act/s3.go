package act

import "hardbook/runbook/config"

// s3 has the commands about the book's own buckets.
func s3() map[string][]Permission {
	return map[string][]Permission{
		"s3api create-bucket":                      one("s3:CreateBucket", ownBuckets),
		"s3api delete-bucket":                      one("s3:DeleteBucket", ownBuckets),
		"s3api get-bucket-encryption":              one("s3:GetEncryptionConfiguration", ownBuckets),
		"s3api get-bucket-lifecycle-configuration": one("s3:GetLifecycleConfiguration", ownBuckets),
		"s3api get-bucket-policy":                  one("s3:GetBucketPolicy", ownBuckets),
		"s3api put-bucket-encryption":              one("s3:PutEncryptionConfiguration", ownBuckets),
		"s3api put-bucket-lifecycle-configuration": one("s3:PutLifecycleConfiguration", ownBuckets),
		"s3api put-bucket-policy":                  one("s3:PutBucketPolicy", ownBuckets),
		"s3api put-bucket-versioning":              one("s3:PutBucketVersioning", ownBuckets),
		"s3api put-public-access-block":            one("s3:PutBucketPublicAccessBlock", ownBuckets),
	}
}

// ownBuckets are those that the book makes.
func ownBuckets(cfg config.Config) []string {
	buckets := []string{"arn:aws:s3:::hardbook-trail-" + cfg.Account.ID}
	if cfg.Paid { // else there is no step for it
		buckets = append(buckets, "arn:aws:s3:::hardbook-flow-logs-"+cfg.Account.ID)
	}
	return buckets
}
