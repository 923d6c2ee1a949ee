//go:build !offline

package live

import "github.com/aws/aws-sdk-go-v2/service/ec2"

func ec2Operations() map[string]operation {
	return map[string]operation{
		"ec2 describe-regions":                       one(ec2.NewFromConfig, (*ec2.Client).DescribeRegions),
		"ec2 get-image-block-public-access-state":    one(ec2.NewFromConfig, (*ec2.Client).GetImageBlockPublicAccessState),
		"ec2 get-instance-metadata-defaults":         one(ec2.NewFromConfig, (*ec2.Client).GetInstanceMetadataDefaults),
		"ec2 get-snapshot-block-public-access-state": one(ec2.NewFromConfig, (*ec2.Client).GetSnapshotBlockPublicAccessState),
		"ec2 get-ebs-encryption-by-default":          one(ec2.NewFromConfig, (*ec2.Client).GetEbsEncryptionByDefault),
	}
}
