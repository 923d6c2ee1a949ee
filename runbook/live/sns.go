//go:build !offline

package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sns"
)

func snsOperations(cfg aws.Config) map[string]operation {
	c := sns.NewFromConfig(cfg)
	return map[string]operation{
		"sns get-subscription-attributes": one(c.GetSubscriptionAttributes),
		"sns get-topic-attributes":        one(c.GetTopicAttributes),
		"sns list-subscriptions-by-topic": all(c.ListSubscriptionsByTopic, nextToken),
		"sns list-topics":                 all(c.ListTopics, nextToken),
	}
}
