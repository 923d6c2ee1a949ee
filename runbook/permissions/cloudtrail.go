package permissions

import (
	"hardbook/runbook/config"
	"hardbook/runbook/names"
)

// cloudtrail has the commands about the book's own trail.
func cloudtrail() map[string][]Permission {
	return map[string][]Permission{
		"cloudtrail create-trail":        one("cloudtrail:CreateTrail", ownTrails),
		"cloudtrail delete-trail":        one("cloudtrail:DeleteTrail", ownTrails),
		"cloudtrail get-event-selectors": one("cloudtrail:GetEventSelectors", ownTrails),
		"cloudtrail get-trail":           one("cloudtrail:GetTrail", ownTrails),
		"cloudtrail get-trail-status":    one("cloudtrail:GetTrailStatus", ownTrails),
		"cloudtrail put-event-selectors": one("cloudtrail:PutEventSelectors", ownTrails),
		"cloudtrail start-logging":       one("cloudtrail:StartLogging", ownTrails),
		"cloudtrail update-trail":        one("cloudtrail:UpdateTrail", ownTrails),

		"cloudtrail update-trail --cloud-watch-logs-role-arn": {pass(logsRole, "cloudtrail.amazonaws.com")},
	}
}

// ownTrails are those that the book makes.
func ownTrails(cfg config.Config) []string {
	return []string{names.ARN("cloudtrail", cfg.Account.HomeRegion, cfg.Account.ID, "trail/"+names.Trail)}
}

// logsRole is handed to CloudTrail.
func logsRole(cfg config.Config) []string {
	return []string{names.Role(cfg, names.TrailLogsRole)}
}
