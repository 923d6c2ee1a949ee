//go:build !offline

package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatch"
)

func cloudwatchOperations(cfg aws.Config) map[string]operation {
	cfg.HTTPClient = keepsAnswers{cfg.HTTPClient}
	c := cloudwatch.NewFromConfig(cfg)
	return map[string]operation{
		"cloudwatch describe-alarms":       asSent(all(c.DescribeAlarms, nextToken)),
		"cloudwatch get-alarm-mute-rule":   asSent(one(c.GetAlarmMuteRule)),
		"cloudwatch list-alarm-mute-rules": asSent(all(c.ListAlarmMuteRules, nextToken)),
		"cloudwatch list-metrics":          asSent(all(c.ListMetrics, nextToken)),
	}
}
