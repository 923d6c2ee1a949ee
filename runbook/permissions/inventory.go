package permissions

import (
	"hardbook/runbook/config"
	"hardbook/runbook/names"
)

// inventory has the commands that look whether anything is in a Region. All but
// one only list, which IAM can limit to no resource.
func inventory() map[string][]Permission {
	return map[string][]Permission{
		"dynamodb list-tables":                   one("dynamodb:ListTables", nil),
		"ec2 describe-addresses":                 one("ec2:DescribeAddresses", nil),
		"ec2 describe-snapshots":                 one("ec2:DescribeSnapshots", nil),
		"ec2 describe-volumes":                   one("ec2:DescribeVolumes", nil),
		"lambda list-functions":                  one("lambda:ListFunctions", nil),
		"resourcegroupstaggingapi get-resources": one("tag:GetResources", nil),
		"s3api get-bucket-location":              one("s3:GetBucketLocation", anyBucket),
		"s3api list-buckets":                     one("s3:ListAllMyBuckets", nil),
	}
}

// anyBucket are all buckets: which there are is known only once they were
// listed.
func anyBucket(config.Config) []string { return []string{names.Bucket("*")} }
