//go:build !offline

package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/guardduty"
)

func guarddutyOperations(cfg aws.Config) map[string]operation {
	c := guardduty.NewFromConfig(cfg)
	return map[string]operation{
		"guardduty get-detector":   one(c.GetDetector),
		"guardduty list-detectors": all(c.ListDetectors, nextToken),
	}
}
