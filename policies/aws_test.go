package policies

import (
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// TestAWSKnowsTheActions asks the aws command, without a request, whether
// there is an operation of each action's name. CloudShell and sign-in have
// actions but no commands.
func TestAWSKnowsTheActions(t *testing.T) {
	if _, err := exec.LookPath("aws"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("aws is missing: pip install awscli, or apt-get install awscli")
		}
		t.Skip("aws is missing: pip install awscli, or apt-get install awscli")
	}
	asked := map[string]bool{}
	var wait sync.WaitGroup
	for _, name := range names() {
		filled, err := Fill(name, config.Example())
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range read(t, filled).Statement {
			for _, action := range s.Action {
				service, operation, _ := strings.Cut(action, ":")
				if asked[action] || service == "cloudshell" || service == "signin" {
					continue
				}
				asked[action] = true
				wait.Go(func() {
					if out, err := exec.Command("aws", service, evidence.Kebab(operation), "--generate-cli-skeleton", "input").CombinedOutput(); err != nil || !json.Valid(out) {
						t.Errorf("%s: %v\n%.300s", action, err, out)
					}
				})
			}
		}
	}
	wait.Wait()
	if len(asked) < 5 {
		t.Errorf("only %d actions", len(asked))
	}
}
