//go:build !offline

package live

import "github.com/aws/aws-sdk-go-v2/service/cloudwatch"

func cloudwatchOperations() map[string]operation {
	return map[string]operation{
		"cloudwatch describe-alarms": all(cloudwatch.NewFromConfig, func(c *cloudwatch.Client, in *cloudwatch.DescribeAlarmsInput) *cloudwatch.DescribeAlarmsPaginator {
			return cloudwatch.NewDescribeAlarmsPaginator(c, in)
		}),
		"cloudwatch list-metrics": all(cloudwatch.NewFromConfig, func(c *cloudwatch.Client, in *cloudwatch.ListMetricsInput) *cloudwatch.ListMetricsPaginator {
			return cloudwatch.NewListMetricsPaginator(c, in)
		}),
	}
}
