//go:build !offline

package live

import "github.com/aws/aws-sdk-go-v2/service/ec2"

func ec2Operations() map[string]operation {
	return map[string]operation{
		"ec2 describe-regions":              one(ec2.NewFromConfig, (*ec2.Client).DescribeRegions),
		"ec2 get-ebs-encryption-by-default": one(ec2.NewFromConfig, (*ec2.Client).GetEbsEncryptionByDefault),
	}
}
