//go:build !offline

package live

import "github.com/aws/aws-sdk-go-v2/service/budgets"

func budgetsOperations() map[string]operation {
	return map[string]operation{
		"budgets describe-budgets": all(budgets.NewFromConfig, func(c *budgets.Client, in *budgets.DescribeBudgetsInput) *budgets.DescribeBudgetsPaginator {
			return budgets.NewDescribeBudgetsPaginator(c, in)
		}),
		"budgets describe-notifications-for-budget": all(budgets.NewFromConfig, func(c *budgets.Client, in *budgets.DescribeNotificationsForBudgetInput) *budgets.DescribeNotificationsForBudgetPaginator {
			return budgets.NewDescribeNotificationsForBudgetPaginator(c, in)
		}),
		"budgets describe-subscribers-for-notification": all(budgets.NewFromConfig, func(c *budgets.Client, in *budgets.DescribeSubscribersForNotificationInput) *budgets.DescribeSubscribersForNotificationPaginator {
			return budgets.NewDescribeSubscribersForNotificationPaginator(c, in)
		}),
	}
}
