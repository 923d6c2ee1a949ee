//go:build !offline

package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3control"
)

func s3controlOperations(cfg aws.Config) map[string]operation {
	c := s3control.NewFromConfig(cfg)
	return map[string]operation{
		"s3control get-public-access-block": one(c.GetPublicAccessBlock),
	}
}
