//go:build !offline

package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/budgets"
)

func budgetsOperations(cfg aws.Config) map[string]operation {
	cfg.HTTPClient = keepsAnswers{cfg.HTTPClient}
	c := budgets.NewFromConfig(cfg)
	return map[string]operation{
		"budgets describe-budgets":                      asSent(all(c.DescribeBudgets, nextToken)),
		"budgets describe-notifications-for-budget":     asSent(all(c.DescribeNotificationsForBudget, nextToken)),
		"budgets describe-subscribers-for-notification": asSent(all(c.DescribeSubscribersForNotification, nextToken)),
	}
}
