//go:build !offline

package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
)

func eventsOperations(cfg aws.Config) map[string]operation {
	c := eventbridge.NewFromConfig(cfg)
	return map[string]operation{
		"events list-rules":           all(c.ListRules, nextToken),
		"events list-targets-by-rule": all(c.ListTargetsByRule, nextToken),
	}
}
