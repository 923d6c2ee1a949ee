//go:build !offline

package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/costexplorer"
)

func ceOperations(cfg aws.Config) map[string]operation {
	c := costexplorer.NewFromConfig(cfg)
	return map[string]operation{
		"ce get-anomaly-monitors":      all(c.GetAnomalyMonitors, token{in: "NextPageToken", out: "NextPageToken"}),
		"ce get-anomaly-subscriptions": all(c.GetAnomalySubscriptions, token{in: "NextPageToken", out: "NextPageToken"}),
	}
}
