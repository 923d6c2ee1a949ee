package runbook_test

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/render"
	"hardbook/runbook/steps"
	"hardbook/runbook/testneeds"
	"hardbook/templates"
)

// TestOperatorByEngine asks an engine of other makers about what the operator may do
// under a condition only: each is allowed as the blocks ask it, and not otherwise. The
// engine knows which keys each action has, so a condition on another would show.
func TestOperatorByEngine(t *testing.T) {
	modules := filepath.Dir(filepath.Dir(testneeds.NPM(t, "@cloud-copilot/iam-simulate")))
	cfg := config.Example()
	cfg.Profile, cfg.Paid = config.CIS, true
	cfg.Account.Kind = config.OrganizationManagement
	cfg.Notify = []string{"You@example.com", "office@example.org"}
	book, _, err := render.NewBook(templates.FS, cfg, steps.All())
	if err != nil {
		t.Fatal(err)
	}
	const account = "111122223333"
	identity := []json.RawMessage{book.Policies[runbook.OperatorPolicy], book.Policies[runbook.UndoPolicy]}
	var in bytes.Buffer
	enc := json.NewEncoder(&in)
	type question struct {
		what string
		want bool
	}
	var asked []question
	ask := func(want bool, action, resource string, context map[string]any) {
		err := enc.Encode(map[string]any{
			"principal": "arn:aws:sts::" + account + ":assumed-role/hardbook-operator/kim", "account": account, "identity": identity,
			"action": action, "resource": resource, "context": context,
		})
		if err != nil {
			t.Fatal(err)
		}
		raw, _ := json.Marshal(context)
		asked = append(asked, question{action + " on " + resource + " " + string(raw), want})
	}
	role := "arn:aws:iam::" + account + ":role/"
	config := role + "aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
	own := map[string]string{role + "hardbook-alerts": "events.amazonaws.com", role + "hardbook-trail-logs": "cloudtrail.amazonaws.com", config: "config.amazonaws.com"}
	for _, of := range []string{role + "hardbook-alerts", role + "hardbook-trail-logs", config, role + "hardbook-operator", role + "admin"} {
		for _, to := range []string{"events.amazonaws.com", "cloudtrail.amazonaws.com", "config.amazonaws.com", "ec2.amazonaws.com", "lambda.amazonaws.com"} {
			ask(own[of] == to, "iam:PassRole", of, map[string]any{"iam:PassedToService": to})
		}
		ask(false, "iam:PassRole", of, map[string]any{})
	}
	for _, action := range []string{"organizations:EnableAWSServiceAccess", "organizations:DisableAWSServiceAccess"} {
		for _, service := range []string{"iam.amazonaws.com", "sso.amazonaws.com", "cloudtrail.amazonaws.com"} {
			ask(service == "iam.amazonaws.com", action, "*", map[string]any{"organizations:ServicePrincipal": service})
		}
		ask(false, action, "*", map[string]any{})
	}
	topic, bus := "arn:aws:sns:us-east-1:"+account+":hardbook-security", "arn:aws:events:us-east-1:"+account+":event-bus/default"
	elsewhere := "arn:aws:sns:us-east-1:999900001111:hardbook-security"
	for _, rule := range []string{"hardbook-root-alert", "of-mine"} {
		for _, targets := range [][]string{{topic}, {bus}, {topic, bus}, {elsewhere}, {topic, elsewhere}, {"arn:aws:lambda:us-east-1:" + account + ":function:x"}} {
			want := rule == "hardbook-root-alert" && !strings.Contains(strings.Join(targets, " "), "lambda") && targets[len(targets)-1] != elsewhere
			ask(want, "events:PutTargets", "arn:aws:events:eu-west-1:"+account+":rule/"+rule, map[string]any{"events:TargetArn": targets})
		}
	}
	for endpoint, known := range map[string]bool{"You@example.com": true, "you@example.com": true, "office@example.org": true, "thief@example.com": false, "*": false} {
		for _, protocol := range []string{"email", "https", "sms", "email-json"} {
			ask(known && protocol == "email", "sns:Subscribe", topic, map[string]any{"sns:Protocol": protocol, "sns:Endpoint": endpoint})
			ask(false, "sns:Subscribe", "arn:aws:sns:us-east-1:"+account+":of-mine", map[string]any{"sns:Protocol": protocol, "sns:Endpoint": endpoint})
		}
	}
	t.Logf("%d questions", len(asked))
	cmd := exec.Command("node", "iam/testdata/simulate.cjs", modules)
	cmd.Stdin = &in
	out, err := cmd.Output()
	answers := strings.Split(strings.TrimSpace(string(out)), "\n")
	if err != nil || len(answers) != len(asked) {
		t.Fatalf("%v: %d answers to %d questions", err, len(answers), len(asked))
	}
	for i, q := range asked {
		if got := answers[i] == "Allowed"; got != q.want {
			t.Errorf("%s: %s; want allowed: %v", q.what, answers[i], q.want)
		}
	}
}
