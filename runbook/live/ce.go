//go:build !offline

package live

import "github.com/aws/aws-sdk-go-v2/service/costexplorer"

func ceOperations() map[string]operation {
	return map[string]operation{
		"ce get-anomaly-monitors": all(costexplorer.NewFromConfig, func(c *costexplorer.Client, in *costexplorer.GetAnomalyMonitorsInput) *costexplorer.GetAnomalyMonitorsPaginator {
			return costexplorer.NewGetAnomalyMonitorsPaginator(c, in)
		}),
		"ce get-anomaly-subscriptions": all(costexplorer.NewFromConfig, func(c *costexplorer.Client, in *costexplorer.GetAnomalySubscriptionsInput) *costexplorer.GetAnomalySubscriptionsPaginator {
			return costexplorer.NewGetAnomalySubscriptionsPaginator(c, in)
		}),
	}
}
