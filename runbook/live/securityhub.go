//go:build !offline

package live

import "github.com/aws/aws-sdk-go-v2/service/securityhub"

func securityhubOperations() map[string]operation {
	return map[string]operation{
		"securityhub describe-hub": one(securityhub.NewFromConfig, (*securityhub.Client).DescribeHub),
		"securityhub get-enabled-standards": all(securityhub.NewFromConfig, func(c *securityhub.Client, in *securityhub.GetEnabledStandardsInput) *securityhub.GetEnabledStandardsPaginator {
			return securityhub.NewGetEnabledStandardsPaginator(c, in)
		}),
	}
}
