//go:build loop

package loop

import "strings"

// alarmOf makes an alarm that is wrong in one thing.
func alarmOf(good, other, by string) string {
	if !strings.Contains(good, other) {
		panic("no " + other + " in the alarm")
	}
	return "aws cloudwatch put-metric-alarm " + strings.Replace(good, other, by, 1) + "\n"
}

const (
	bill = `--alarm-name hardbook-billing-10-usd --namespace AWS/Billing --metric-name EstimatedCharges --dimensions Name=Currency,Value=USD --statistic Maximum --period 21600 --evaluation-periods 1 --threshold 10 --comparison-operator GreaterThanOrEqualToThreshold --actions-enabled --alarm-actions arn:aws:sns:us-east-1:` + account + `:hardbook-billing`
	cis  = `--alarm-name hardbook-cis-5-1 --namespace hardbook --metric-name hardbook-cis-5-1 --statistic Sum --period 300 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --treat-missing-data notBreaching --actions-enabled --alarm-actions arn:aws:sns:us-east-1:` + account + `:hardbook-security`

	cisAlarm = "aws cloudwatch describe-alarms --alarm-name-prefix hardbook-cis- --query 'length(MetricAlarms)'"
	logGroup = "aws logs create-log-group --log-group-name hardbook-trail\n"
	otherLog = `aws logs create-log-group --log-group-name mine
aws cloudtrail update-trail --name hardbook-trail --cloud-watch-logs-log-group-arn arn:aws:logs:us-east-1:` + account + `:log-group:mine:'*' --cloud-watch-logs-role-arn arn:aws:iam::` + account + `:role/hardbook-trail-logs
`
)

// alarmStarts are the blocks about alarms. Rules that mute an alarm moto does not
// know, nor classes of log groups, and it takes an alarm by the name of a composite
// one.
var alarmStarts = []starts{
	{step: "billing-alarms", kind: "do", found: []start{
		{what: "nothing"},
		{what: "one is there", make: alarmOf(bill, "10", "10")},
		{what: "another amount", make: alarmOf(bill, "--threshold 10", "--threshold 99")},
		{what: "another metric", make: alarmOf(bill, "EstimatedCharges", "Other")},
		{what: "another currency", make: alarmOf(bill, "Value=USD", "Value=CNY")},
		{what: "one service", make: alarmOf(bill, "Name=Currency,Value=USD", "Name=Currency,Value=USD Name=ServiceName,Value=AmazonEC2")},
		{what: "another statistic", make: alarmOf(bill, "Maximum", "Minimum")},
		{what: "below", make: alarmOf(bill, "GreaterThanOrEqualToThreshold", "LessThanThreshold")},
		{what: "after a week", make: alarmOf(bill, "--evaluation-periods 1", "--evaluation-periods 4 --unit Count")},
		{what: "its actions are off", make: alarmOf(bill, "--actions-enabled", "--no-actions-enabled")},
		{what: "it writes to nobody", make: alarmOf(bill, "--alarm-actions arn:aws:sns:us-east-1:"+account+":hardbook-billing", "")},
		{what: "it rings without data", make: alarmOf(bill, "--actions-enabled", "--actions-enabled --treat-missing-data breaching")},
		{what: "one by another name", make: alarmOf(bill, "hardbook-billing-10-usd", "mine"), keeps: "aws cloudwatch describe-alarms --alarm-names mine --query 'MetricAlarms[].[AlarmName,Threshold]'"},
		{what: "no topic", make: "aws sns delete-topic --topic-arn arn:aws:sns:us-east-1:" + account + ":hardbook-billing", stops: "there is no topic hardbook-billing"},
	}},
	{step: "billing-alarms", kind: "undo", found: []start{
		{what: "as the book made them"},
		{what: "one is gone", make: "aws cloudwatch delete-alarms --alarm-names hardbook-billing-10-usd"},
		{what: "one is another", make: alarmOf(bill, "EstimatedCharges", "Other")},
		{what: "one by another name", make: alarmOf(bill, "hardbook-billing-10-usd", "mine") + "aws sns delete-topic --topic-arn arn:aws:sns:us-east-1:" + account + ":hardbook-billing", keeps: "aws cloudwatch describe-alarms --alarm-names mine --query 'MetricAlarms[].AlarmName'"},
		{what: "no topic", make: "aws sns delete-topic --topic-arn arn:aws:sns:us-east-1:" + account + ":hardbook-billing"},
	}},
	{step: "cis-alarms", kind: "do", found: []start{
		{what: "as the steps before left it"},
		{what: "the log group", make: logGroup},
		{what: "it keeps lines a day", make: logGroup + "aws logs put-retention-policy --log-group-name hardbook-trail --retention-in-days 1", keeps: "aws logs describe-log-groups --query logGroups[].retentionInDays"},
		{what: "a filter of ours by name", make: logGroup + `aws logs put-metric-filter --log-group-name hardbook-trail --filter-name hardbook-cis-5-1 --filter-pattern '{ $.eventName = "x" }' --metric-transformations metricName=x,metricNamespace=x,metricValue=1`},
		{what: "a filter of others", make: logGroup + `aws logs put-metric-filter --log-group-name hardbook-trail --filter-name mine --filter-pattern '{ $.eventName = "x" }' --metric-transformations metricName=x,metricNamespace=x,metricValue=1`, keeps: "aws logs describe-metric-filters --log-group-name hardbook-trail --filter-name-prefix mine"},
		{what: "an alarm without actions", make: alarmOf(cis, "--actions-enabled", "--no-actions-enabled")},
		{what: "an alarm about another metric", make: alarmOf(cis, "--metric-name hardbook-cis-5-1", "--metric-name x")},
		{what: "an alarm that rings all the time", make: alarmOf(cis, "notBreaching", "breaching")},
		{what: "an alarm that waits", make: alarmOf(cis, "--evaluation-periods 1", "--evaluation-periods 5 --unit Count")},
		{what: "the trail writes to another log group", make: otherLog, stops: "the trail sends its events to another log group already", keeps: "aws cloudtrail get-trail --name hardbook-trail"},
		{what: "no role", make: `aws iam delete-role-policy --role-name hardbook-trail-logs --policy-name hardbook-trail-logs
aws iam delete-role --role-name hardbook-trail-logs`, stops: "there is no role hardbook-trail-logs"},
		{what: "no topic", make: "aws sns delete-topic --topic-arn arn:aws:sns:us-east-1:" + account + ":hardbook-security", stops: "there is no topic hardbook-security"},
		{what: "no trail", make: "aws cloudtrail delete-trail --name hardbook-trail", stops: "TrailNotFoundException"},
	}},
	{step: "cis-alarms", kind: "undo", found: []start{
		{what: "as the book made them", keeps: "aws logs describe-log-groups --query logGroups[].logGroupName"},
		{what: "an alarm is gone", make: "aws cloudwatch delete-alarms --alarm-names hardbook-cis-5-1"},
		{what: "a filter is gone", make: "aws logs delete-metric-filter --log-group-name hardbook-trail --filter-name hardbook-cis-5-3"},
		{what: "the log group is gone", make: "aws logs delete-log-group --log-group-name hardbook-trail"},
		{what: "the trail is gone", make: "aws cloudtrail delete-trail --name hardbook-trail"},
		{what: "the trail writes to another log group", make: otherLog, keeps: "aws cloudtrail get-trail --name hardbook-trail"},
		{what: "a filter of others", make: `aws logs put-metric-filter --log-group-name hardbook-trail --filter-name mine --filter-pattern '{ $.eventName = "x" }' --metric-transformations metricName=x,metricNamespace=x,metricValue=1`, keeps: "aws logs describe-metric-filters --log-group-name hardbook-trail --filter-name-prefix mine"},
	}},
}
