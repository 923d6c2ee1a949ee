//go:build !offline

package live

import "github.com/aws/aws-sdk-go-v2/service/cloudtrail"

func cloudtrailOperations() map[string]operation {
	return map[string]operation{
		// The command line prints the member as the API's own definition has it.
		"cloudtrail describe-trails":     renamed("TrailList", "trailList", one(cloudtrail.NewFromConfig, (*cloudtrail.Client).DescribeTrails)),
		"cloudtrail get-event-selectors": one(cloudtrail.NewFromConfig, (*cloudtrail.Client).GetEventSelectors),
		"cloudtrail get-trail-status":    one(cloudtrail.NewFromConfig, (*cloudtrail.Client).GetTrailStatus),
	}
}
