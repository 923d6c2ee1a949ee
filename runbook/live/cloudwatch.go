//go:build !offline

package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatch"
)

func cloudwatchOperations(cfg aws.Config) map[string]operation {
	c := cloudwatch.NewFromConfig(cfg)
	return map[string]operation{
		"cloudwatch describe-alarms": all(c.DescribeAlarms, nextToken),
		"cloudwatch list-metrics":    all(c.ListMetrics, nextToken),
	}
}
