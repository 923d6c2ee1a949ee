package permissions

import (
	"hardbook/runbook/config"
	"hardbook/runbook/eventrule"
	"hardbook/runbook/names"
)

// configservice has the commands about the book's own recorders. AWS Config
// works under a role that the book makes first and hands over.
// Source: Service Authorization Reference, AWS Config; AWS Config Developer
// Guide, Using service-linked roles.
func configservice() map[string][]Permission {
	return map[string][]Permission{
		"configservice delete-configuration-recorder":    one("config:DeleteConfigurationRecorder", ownRecorders),
		"configservice delete-delivery-channel":          one("config:DeleteDeliveryChannel", nil),
		"configservice describe-configuration-recorders": one("config:DescribeConfigurationRecorders", nil),
		"configservice describe-delivery-channels":       one("config:DescribeDeliveryChannels", nil),
		"configservice put-configuration-recorder": {
			{Action: "config:PutConfigurationRecorder", Narrow: ownRecorders},
			pass(recorderRole, "config.amazonaws.com"),
		},
		"configservice put-delivery-channel":         one("config:PutDeliveryChannel", nil),
		"configservice start-configuration-recorder": one("config:StartConfigurationRecorder", ownRecorders),
		"configservice stop-configuration-recorder":  one("config:StopConfigurationRecorder", ownRecorders),
		"iam create-service-linked-role":             one("iam:CreateServiceLinkedRole", recorderRole),
		"iam get-role":                               one("iam:GetRole", handedOver),
	}
}

// handedOver are the roles that the operator hands to a service, and looks for
// before.
func handedOver(cfg config.Config) []string {
	roles := []string{eventrule.RoleARN(cfg)}
	if cfg.Profile == config.CIS {
		roles = append(roles, logsRole(cfg)...)
	}
	if cfg.Profile == config.CIS && cfg.Paid {
		roles = append(roles, recorderRole(cfg)...)
	}
	return roles
}

// ownRecorders are those that the book makes, one in each Region. AWS ends
// their ARNs with a number of its own.
func ownRecorders(cfg config.Config) []string {
	return []string{names.ARN("config", "*", cfg.Account.ID, "configuration-recorder/hardbook/*")}
}

func recorderRole(cfg config.Config) []string {
	return serviceRole(cfg, "config.amazonaws.com")
}
