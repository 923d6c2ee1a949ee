package permissions

import (
	"hardbook/runbook/config"
	"hardbook/runbook/names"
)

// logs has the commands about the log group that the book's trail writes to.
// Source: CloudWatch Logs User Guide, Using identity-based policies: all these
// want the ARN that ends in ":*".
func logs() map[string][]Permission {
	return map[string][]Permission{
		"logs create-log-group":     one("logs:CreateLogGroup", ownLogGroups),
		"logs delete-metric-filter": one("logs:DeleteMetricFilter", ownLogGroups),
		"logs describe-log-groups":  one("logs:DescribeLogGroups", nil),
		"logs put-metric-filter":    one("logs:PutMetricFilter", ownLogGroups),
		"logs put-retention-policy": one("logs:PutRetentionPolicy", ownLogGroups),
	}
}

// ownLogGroups are those that the book makes.
func ownLogGroups(cfg config.Config) []string {
	return []string{names.ARN("logs", cfg.Account.HomeRegion, cfg.Account.ID, "log-group:"+names.Trail+":*")}
}

// cloudwatch has the commands about the alarms for what the trail records. Those
// about the bill are root's work.
func cloudwatch() map[string][]Permission {
	return map[string][]Permission{
		"cloudwatch delete-alarms":    one("cloudwatch:DeleteAlarms", ownAlarms),
		"cloudwatch put-metric-alarm": one("cloudwatch:PutMetricAlarm", ownAlarms),
	}
}

// ownAlarms are those that the operator makes.
func ownAlarms(cfg config.Config) []string {
	return []string{names.ARN("cloudwatch", cfg.Account.HomeRegion, cfg.Account.ID, "alarm:"+names.CISAlarms+"*")}
}
