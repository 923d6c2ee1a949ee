package runbook

import (
	"strings"
	"testing"

	"hardbook/runbook/config"
)

// TestPowerful: root, the admin user, the operator and what is named like an
// administrator are told apart; the verifier and other readers are not warned,
// whatever they call their session.
func TestPowerful(t *testing.T) {
	cfg := config.Example()
	iam, sts := "arn:aws:iam::"+cfg.Account.ID+":", "arn:aws:sts::"+cfg.Account.ID+":assumed-role/"
	for arn, want := range map[string]string{
		iam + "root":                                                "are the root user's",
		iam + "user/" + cfg.Admin.User:                              "are those of " + cfg.Admin.User + ":",
		iam + "user/people/" + cfg.Admin.User:                       "are those of " + cfg.Admin.User + ":",
		sts + "hardbook-operator/me":                                "are those of hardbook-operator:",
		sts + "AWSReservedSSO_AdministratorAccess_0123456789abc/me": "look like an administrator's, by the name AWSReservedSSO_AdministratorAccess_0123456789abc:",
		sts + "OrganizationAccountAccessRole/me":                    "look like an administrator's",
		iam + "user/company-Admin":                                  "look like an administrator's, by the name company-Admin:",
		sts + "hardbook-verifier/" + cfg.Admin.User:                 "",
		sts + "hardbook-verifier/root":                              "",
		sts + "AWSReservedSSO_ViewOnlyAccess_0123456789abc/admin":   "",
		iam + "user/admins/reader":                                  "",
		iam + "user/reader":                                         "",
		"arn:aws:sts::" + cfg.Account.ID + ":federated-user/reader": "",
		"arn:aws:iam::999900001111:root":                            "",
		"":                                                          "",
		"admin":                                                     "",
	} {
		got := Powerful(cfg, arn)
		if want == "" && got != "" || !strings.HasPrefix(got, want) {
			t.Errorf("%s: got %q, want %q", arn, got, want)
		}
	}
}
