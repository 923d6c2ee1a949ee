package calls

import (
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/names"
)

// DocumentSharing is Systems Manager's setting about documents shared with
// everybody. Source: Systems Manager User Guide, Block public sharing for SSM
// documents.
const DocumentSharing = "/ssm/documents/console/public-sharing-permission"

// ServiceSetting is the answer of ssm get-service-setting in one Region.
type ServiceSetting struct {
	ServiceSetting struct {
		SettingValue string // Enable or Disable
		Status       string // Default, Customized, or PendingUpdate where a change waits for approval
	}
}

// SSMDocumentSharing asks in each Region for that setting. The answer is keyed
// by Region.
func SSMDocumentSharing() evidence.Source[map[string]ServiceSetting] {
	return evidence.Regional(evidence.Query[ServiceSetting]{Call: evidence.Call{
		Command: "ssm get-service-setting",
		Params: func(config.Config, ...string) evidence.Params {
			return evidence.Params{"SettingId": DocumentSharing}
		},
		Action: "ssm:GetServiceSetting",
		// Source: Service Authorization Reference, Systems Manager, servicesetting.
		Narrow: func(cfg config.Config) []string {
			return []string{names.ARN("ssm", "*", cfg.Account.ID, "servicesetting"+DocumentSharing)}
		},
	}})
}
