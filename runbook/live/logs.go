//go:build !offline

package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"
)

func logsOperations(cfg aws.Config) map[string]operation {
	c := cloudwatchlogs.NewFromConfig(cfg)
	return map[string]operation{
		"logs describe-metric-filters": all(c.DescribeMetricFilters, nextToken),
	}
}
