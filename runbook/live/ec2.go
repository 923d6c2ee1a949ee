//go:build !offline

package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
)

func ec2Operations(cfg aws.Config) map[string]operation {
	c := ec2.NewFromConfig(cfg)
	return map[string]operation{
		"ec2 describe-flow-logs":                     all(c.DescribeFlowLogs, nextToken),
		"ec2 describe-instances":                     all(c.DescribeInstances, nextToken),
		"ec2 describe-network-acls":                  all(c.DescribeNetworkAcls, nextToken),
		"ec2 get-managed-prefix-list-entries":        all(c.GetManagedPrefixListEntries, nextToken),
		"ec2 describe-network-interfaces":            all(c.DescribeNetworkInterfaces, nextToken),
		"ec2 describe-security-groups":               all(c.DescribeSecurityGroups, nextToken),
		"ec2 describe-vpcs":                          all(c.DescribeVpcs, nextToken),
		"ec2 describe-regions":                       one(c.DescribeRegions),
		"ec2 get-image-block-public-access-state":    one(c.GetImageBlockPublicAccessState),
		"ec2 get-instance-metadata-defaults":         one(c.GetInstanceMetadataDefaults),
		"ec2 get-snapshot-block-public-access-state": one(c.GetSnapshotBlockPublicAccessState),
		"ec2 get-ebs-encryption-by-default":          one(c.GetEbsEncryptionByDefault),
	}
}
