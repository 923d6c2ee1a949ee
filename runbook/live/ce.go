//go:build !offline

package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/costexplorer"
)

func ceOperations(cfg aws.Config) map[string]operation {
	cfg.HTTPClient = keepsAnswers{cfg.HTTPClient}
	c := costexplorer.NewFromConfig(cfg)
	return map[string]operation{
		"ce get-anomaly-monitors":      asSent(all(c.GetAnomalyMonitors, token{in: "NextPageToken", out: "NextPageToken"})),
		"ce get-anomaly-subscriptions": asSent(all(c.GetAnomalySubscriptions, token{in: "NextPageToken", out: "NextPageToken"})),
	}
}
