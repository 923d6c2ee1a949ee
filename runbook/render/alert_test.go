package render

import (
	"strings"
	"testing"

	"hardbook/runbook/config"
	"hardbook/runbook/eventrule"
	"hardbook/templates"
)

// TestAlertCommands: the rule of the home Region writes to the topic, the others
// to its bus, and both blocks go through the same Regions.
func TestAlertCommands(t *testing.T) {
	cfg := config.Example()
	cfg.Account.HomeRegion, cfg.Account.Regions = "eu-west-1", []string{"eu-west-1"}
	a, _ := eventrule.Find("iam-alert")
	shared, err := readShared(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	print := func(step, function string) (string, error) {
		return alertFunctions(cfg, step, shared)[function].(func() (string, error))()
	}
	do, errDo := print("iam-alert", "alertDo")
	undo, errUndo := print("iam-alert", "alertUndo")
	elsewhere, err := alertElsewhere(cfg, a)
	if errDo != nil || errUndo != nil || err != nil || elsewhere != "`us-east-1`" {
		t.Fatalf("got %q, %v, %v, %v", elsewhere, errDo, errUndo, err)
	}
	for _, want := range []string{
		"(eu-west-1) targets='[{\"Arn\":\"arn:aws:sns:eu-west-1:111122223333:hardbook-security\"",
		"(*) targets='[{\"Arn\":\"arn:aws:events:eu-west-1:111122223333:event-bus/default\"",
		"\"RoleArn\":\"arn:aws:iam::111122223333:role/hardbook-alerts\"",
		`"InputTemplate":"\"Users, roles or permissions were changed in AWS account 111122223333\"\n\"When: <when>\"`,
	} {
		if !strings.Contains(do, want) {
			t.Errorf("the block lacks %s:\n%s", want, do)
		}
	}
	for _, block := range []string{do, undo} {
		if !strings.HasPrefix(block, "regions='eu-west-1 us-east-1'\n") {
			t.Errorf("the block goes through other Regions:\n%s", block)
		}
	}
	cfg.Account.HomeRegion = "us-east-1"
	if elsewhere, _ := alertElsewhere(cfg, a); elsewhere != "" {
		t.Errorf("events of IAM need a rule in %s", elsewhere)
	}
	if _, err := print("budget", "alertDo"); err == nil {
		t.Error("a step that is no alert can print the commands of one")
	}
}
