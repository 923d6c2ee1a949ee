package evidence_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/needs"
	"hardbook/runbook/steps"
)

// declared are all calls of all steps.
func declared() []evidence.Call {
	var calls []evidence.Call
	for _, s := range steps.All() {
		calls = append(calls, s.Check.Calls()...)
	}
	return calls
}

// Answers are kept by command and place. So two declarations that ask the same
// command at the same places must be the same in everything else, too.
func TestDeclarationsDoNotClash(t *testing.T) {
	cfg := config.Example()
	known := map[string]string{}
	for _, c := range declared() {
		narrow := []string{"*"}
		if c.Narrow != nil {
			narrow = c.Narrow(cfg)
		}
		names := evidence.OuterNames(c, cfg)
		place := fmt.Sprint(c.Command, c.IsRegional(), c.Depth(), names)
		rest := fmt.Sprint(c.Arguments(cfg, names[0]), c.Action, c.Absent, c.Until, narrow, c.ByHand(cfg))
		if before, ok := known[place]; ok && before != rest {
			t.Errorf("%s is declared in two ways:\n%s\n%s", c.Command, before, rest)
		}
		known[place] = rest
	}
	if len(known) < 10 {
		t.Errorf("only %d calls are declared", len(known))
	}
}

func TestReadPolicyOfTheBookFits(t *testing.T) {
	cfg := config.Example()
	cfg.Profile, cfg.Paid = config.CIS, true
	book, err := runbook.New(cfg, steps.All()) // its calls do not follow from texts
	if err != nil {
		t.Fatal(err)
	}
	policy := evidence.ReadPolicy(cfg, book.Calls())
	var small bytes.Buffer
	if err := json.Compact(&small, policy); err != nil {
		t.Fatal(err)
	}
	// Source: IAM User Guide, IAM and AWS STS quotas: a managed policy.
	if small.Len() > 6144 {
		t.Errorf("the read policy has %d characters; AWS takes 6144", small.Len())
	}
	var document struct {
		Statement []struct{ Action, Resource evidence.Values }
	}
	if err := json.Unmarshal(policy, &document); err != nil {
		t.Fatal(err)
	}
	var allowed, needed []string
	for _, s := range document.Statement {
		allowed = append(allowed, s.Action...)
		for _, r := range s.Resource {
			if r != "*" && !strings.HasPrefix(r, "arn:aws:") {
				t.Errorf("%q is no resource", r)
			}
		}
	}
	for _, c := range book.Calls() {
		needed = append(needed, c.Action)
		if !slices.Contains(allowed, c.Action) {
			t.Errorf("%s is not allowed", c.Action)
		}
	}
	for _, action := range allowed {
		if !slices.Contains(needed, action) || strings.Contains(action, "*") {
			t.Errorf("%s is more than the steps need", action)
		}
	}
}

// TestTheCommandLineKnowsEveryCall gives each declared call to the real aws
// command, with an endpoint on this machine where nobody listens. A command
// line that it does not take fails before it looks for the endpoint.
func TestTheCommandLineKnowsEveryCall(t *testing.T) {
	needs.Whole(t, "it starts the aws command once for each call")
	bin := filepath.Dir(needs.Program(t, needs.AWS1))
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	home := t.TempDir()
	structures := map[string]string{ // items that are no names
		"budgets describe-subscribers-for-notification": "NotificationType=ACTUAL,ComparisonOperator=GREATER_THAN,Threshold=80.0,ThresholdType=PERCENTAGE",
	}
	slots := make(chan struct{}, 2) // each takes most of a second of one core
	var wait sync.WaitGroup
	for _, c := range evidence.Unique(declared()) {
		wait.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			line := "item1=any-item-at-all-of-20 item2=" + cmp.Or(structures[c.Command], "any-other-item-of-all") + " item3=any-third-item-at-all; aws " + c.Arguments(config.Example(), "any-name-at-all-of-20") + " --region us-east-1 --endpoint-url http://" + closed.Addr().String()
			cmd := exec.Command("sh", "-c", line)
			cmd.Env = []string{
				"PATH=" + bin + ":" + os.Getenv("PATH"), "HOME=" + home, "AWS_EC2_METADATA_DISABLED=true", "AWS_PAGER=",
				"AWS_ACCESS_KEY_ID=none", "AWS_SECRET_ACCESS_KEY=none", "AWS_MAX_ATTEMPTS=1", "NO_PROXY=127.0.0.1",
			}
			if out, _ := cmd.CombinedOutput(); !bytes.Contains(out, []byte("Could not connect to the endpoint URL")) {
				t.Errorf("%s\n%s", line, out)
			}
		})
	}
	wait.Wait()
}
