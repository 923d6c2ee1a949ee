//go:build !offline

package live

import "github.com/aws/aws-sdk-go-v2/service/sns"

func snsOperations() map[string]operation {
	return map[string]operation{
		"sns get-topic-attributes": one(sns.NewFromConfig, (*sns.Client).GetTopicAttributes),
		"sns list-subscriptions-by-topic": all(sns.NewFromConfig, func(c *sns.Client, in *sns.ListSubscriptionsByTopicInput) *sns.ListSubscriptionsByTopicPaginator {
			return sns.NewListSubscriptionsByTopicPaginator(c, in)
		}),
		"sns list-topics": all(sns.NewFromConfig, func(c *sns.Client, in *sns.ListTopicsInput) *sns.ListTopicsPaginator {
			return sns.NewListTopicsPaginator(c, in)
		}),
	}
}
