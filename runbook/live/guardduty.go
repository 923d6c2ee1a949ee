//go:build !offline

package live

import "github.com/aws/aws-sdk-go-v2/service/guardduty"

func guarddutyOperations() map[string]operation {
	return map[string]operation{
		"guardduty get-detector": one(guardduty.NewFromConfig, (*guardduty.Client).GetDetector),
		"guardduty list-detectors": all(guardduty.NewFromConfig, func(c *guardduty.Client, in *guardduty.ListDetectorsInput) *guardduty.ListDetectorsPaginator {
			return guardduty.NewListDetectorsPaginator(c, in)
		}),
	}
}
