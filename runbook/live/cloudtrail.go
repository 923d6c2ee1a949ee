//go:build !offline

package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudtrail"
)

func cloudtrailOperations(cfg aws.Config) map[string]operation {
	c := cloudtrail.NewFromConfig(cfg)
	return map[string]operation{
		// The command line prints the member as the API's own definition has it.
		"cloudtrail describe-trails":     renamed("TrailList", "trailList", one(c.DescribeTrails)),
		"cloudtrail get-event-selectors": one(c.GetEventSelectors),
		"cloudtrail get-trail-status":    one(c.GetTrailStatus),
	}
}
