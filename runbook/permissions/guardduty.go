package permissions

import (
	"hardbook/runbook/config"
	"hardbook/runbook/names"
)

// guardduty has the commands about detectors, whose names AWS makes up. The first
// one in an account makes a role as well, with which AWS looks around.
// Source: Service Authorization Reference, Amazon GuardDuty; GuardDuty User Guide,
// Using service-linked roles.
func guardduty() map[string][]Permission {
	return map[string][]Permission{
		"guardduty create-detector": {
			{Action: "guardduty:CreateDetector"},
			{Action: "guardduty:TagResource", Narrow: detectors},
			{Action: "iam:CreateServiceLinkedRole", Narrow: guarddutyRole},
		},
		"guardduty delete-detector": one("guardduty:DeleteDetector", detectors),
		"guardduty get-detector":    one("guardduty:GetDetector", detectors),
		"guardduty list-detectors":  one("guardduty:ListDetectors", nil),
		"guardduty update-detector": one("guardduty:UpdateDetector", detectors),
	}
}

func detectors(cfg config.Config) []string {
	return []string{names.ARN("guardduty", "*", cfg.Account.ID, "detector/*")}
}

func guarddutyRole(cfg config.Config) []string {
	return serviceRole(cfg, "guardduty.amazonaws.com")
}
