package steps

import (
	"encoding/json"
	"os/exec"
	"testing"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/iam"
	"hardbook/runbook/judge"
	"hardbook/runbook/testneeds"
)

// TestPoliciesOfAWS holds what is said here of AWS's own policies against their
// texts, as moto has them from AWS: those that are known say the same of some
// actions, and none but two leaves somebody all that it takes to manage IAM.
func TestPoliciesOfAWS(t *testing.T) {
	cmd := exec.Command(testneeds.Program(t, testneeds.Python), "-c", "from moto.iam.aws_managed_policies import aws_managed_policies_data as d; print(d)")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]struct {
		Arn, Path string
		Document  evidence.Document
	}
	if err := json.Unmarshal(out, &all); err != nil {
		t.Fatal(err)
	}
	if len(all) < 1000 {
		t.Fatalf("only %d policies", len(all))
	}
	cfg := config.Example()
	user := "arn:aws:iam::" + cfg.Account.ID + ":user/" + cfg.Admin.User
	manage := map[string]bool{"AdministratorAccess": true, "IAMFullAccess": true}
	known := 0
	for name, p := range all {
		if p.Document.Unread != nil {
			t.Errorf("%s cannot be read: %v", name, p.Document.Unread)
		}
		can := true
		for resource, actions := range manages(cfg) {
			for _, action := range actions {
				if can { // one that is denied is enough
					d, _ := iam.Decide(judge.ByUser(cfg, user, action, resource), iam.Layer{p.Document})
					can = d == iam.Allowed
				}
			}
		}
		if can != manage[name] {
			t.Errorf("%s leaves all that it takes to manage IAM: %t", name, can)
		}
		ours, ok := judge.KnownPolicy(judge.AWSPolicy + name)
		if !ok {
			continue
		}
		known++
		for _, action := range []string{"iam:CreateRole", "s3:PutObject", "sns:Publish", "events:PutEvents", "support:CreateCase", "organizations:CreateAccount", "ec2:RunInstances"} {
			r := judge.ByUser(cfg, user, action, "*")
			want, _ := iam.Decide(r, iam.Layer{p.Document})
			if got, _ := iam.Decide(r, iam.Layer{ours}); got != want {
				t.Errorf("%s: %s is %s by AWS's text, and %s here", name, action, want, got)
			}
		}
	}
	if known != 5 {
		t.Errorf("%d of the known policies were found", known)
	}
}
