//go:build !offline

package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kms"
)

func kmsOperations(cfg aws.Config) map[string]operation {
	c := kms.NewFromConfig(cfg)
	return map[string]operation{
		"kms describe-key":            one(c.DescribeKey),
		"kms get-key-policy":          one(c.GetKeyPolicy),
		"kms get-key-rotation-status": one(c.GetKeyRotationStatus),
		"kms list-keys":               all(c.ListKeys, token{in: "Marker", out: "NextMarker", more: "Truncated"}),
	}
}
