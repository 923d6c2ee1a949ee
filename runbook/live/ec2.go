//go:build !offline

package live

import "github.com/aws/aws-sdk-go-v2/service/ec2"

func ec2Operations() map[string]operation {
	return map[string]operation{
		"ec2 describe-flow-logs": all(ec2.NewFromConfig, func(c *ec2.Client, in *ec2.DescribeFlowLogsInput) *ec2.DescribeFlowLogsPaginator {
			return ec2.NewDescribeFlowLogsPaginator(c, in)
		}),
		"ec2 describe-instances": all(ec2.NewFromConfig, func(c *ec2.Client, in *ec2.DescribeInstancesInput) *ec2.DescribeInstancesPaginator {
			return ec2.NewDescribeInstancesPaginator(c, in)
		}),
		"ec2 describe-network-acls": all(ec2.NewFromConfig, func(c *ec2.Client, in *ec2.DescribeNetworkAclsInput) *ec2.DescribeNetworkAclsPaginator {
			return ec2.NewDescribeNetworkAclsPaginator(c, in)
		}),
		"ec2 get-managed-prefix-list-entries": all(ec2.NewFromConfig, func(c *ec2.Client, in *ec2.GetManagedPrefixListEntriesInput) *ec2.GetManagedPrefixListEntriesPaginator {
			return ec2.NewGetManagedPrefixListEntriesPaginator(c, in)
		}),
		"ec2 describe-network-interfaces": all(ec2.NewFromConfig, func(c *ec2.Client, in *ec2.DescribeNetworkInterfacesInput) *ec2.DescribeNetworkInterfacesPaginator {
			return ec2.NewDescribeNetworkInterfacesPaginator(c, in)
		}),
		"ec2 describe-security-groups": all(ec2.NewFromConfig, func(c *ec2.Client, in *ec2.DescribeSecurityGroupsInput) *ec2.DescribeSecurityGroupsPaginator {
			return ec2.NewDescribeSecurityGroupsPaginator(c, in)
		}),
		"ec2 describe-vpcs": all(ec2.NewFromConfig, func(c *ec2.Client, in *ec2.DescribeVpcsInput) *ec2.DescribeVpcsPaginator {
			return ec2.NewDescribeVpcsPaginator(c, in)
		}),
		"ec2 describe-regions":                       one(ec2.NewFromConfig, (*ec2.Client).DescribeRegions),
		"ec2 get-image-block-public-access-state":    one(ec2.NewFromConfig, (*ec2.Client).GetImageBlockPublicAccessState),
		"ec2 get-instance-metadata-defaults":         one(ec2.NewFromConfig, (*ec2.Client).GetInstanceMetadataDefaults),
		"ec2 get-snapshot-block-public-access-state": one(ec2.NewFromConfig, (*ec2.Client).GetSnapshotBlockPublicAccessState),
		"ec2 get-ebs-encryption-by-default":          one(ec2.NewFromConfig, (*ec2.Client).GetEbsEncryptionByDefault),
	}
}
