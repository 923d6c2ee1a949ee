//go:build !offline

package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
)

func ssmOperations(cfg aws.Config) map[string]operation {
	c := ssm.NewFromConfig(cfg)
	return map[string]operation{
		"ssm get-service-setting": one(c.GetServiceSetting),
	}
}
