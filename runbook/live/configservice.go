//go:build !offline

package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/configservice"
)

func configserviceOperations(cfg aws.Config) map[string]operation {
	c := configservice.NewFromConfig(cfg)
	return map[string]operation{
		"configservice describe-configuration-recorders":       one(c.DescribeConfigurationRecorders),
		"configservice describe-configuration-recorder-status": one(c.DescribeConfigurationRecorderStatus),
		"configservice describe-delivery-channels":             one(c.DescribeDeliveryChannels),
	}
}
