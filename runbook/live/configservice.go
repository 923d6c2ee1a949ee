//go:build !offline

package live

import "github.com/aws/aws-sdk-go-v2/service/configservice"

func configserviceOperations() map[string]operation {
	return map[string]operation{
		"configservice describe-configuration-recorders":       one(configservice.NewFromConfig, (*configservice.Client).DescribeConfigurationRecorders),
		"configservice describe-configuration-recorder-status": one(configservice.NewFromConfig, (*configservice.Client).DescribeConfigurationRecorderStatus),
		"configservice describe-delivery-channels":             one(configservice.NewFromConfig, (*configservice.Client).DescribeDeliveryChannels),
	}
}
