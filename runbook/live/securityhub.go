//go:build !offline

package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/securityhub"
)

func securityhubOperations(cfg aws.Config) map[string]operation {
	c := securityhub.NewFromConfig(cfg)
	return map[string]operation{
		"securityhub describe-hub":          one(c.DescribeHub),
		"securityhub get-enabled-standards": all(c.GetEnabledStandards, nextToken),
	}
}
