//go:build !offline

package live

import "github.com/aws/aws-sdk-go-v2/service/ssm"

func ssmOperations() map[string]operation {
	return map[string]operation{
		"ssm get-service-setting": one(ssm.NewFromConfig, (*ssm.Client).GetServiceSetting),
	}
}
