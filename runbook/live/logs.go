//go:build !offline

package live

import "github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"

func logsOperations() map[string]operation {
	return map[string]operation{
		"logs describe-metric-filters": all(cloudwatchlogs.NewFromConfig, func(c *cloudwatchlogs.Client, in *cloudwatchlogs.DescribeMetricFiltersInput) *cloudwatchlogs.DescribeMetricFiltersPaginator {
			return cloudwatchlogs.NewDescribeMetricFiltersPaginator(c, in)
		}),
	}
}
