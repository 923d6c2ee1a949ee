package runbook_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"hardbook/policies/reference"
	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/render"
	"hardbook/runbook/steps"
	"hardbook/templates"
)

// onEverything are actions that AWS's reference could limit, but not as they
// are used: why each stands on "*" all the same.
func onEverything() map[string]string {
	return map[string]string{
		"cloudwatch:ListMetrics":                     "its only resource is a dataset, which metrics of AWS itself are not in",
		"ce:GetAnomalyMonitors":                      "it is asked for all, and refusals of Cost Explorer name the call itself as the resource",
		"ce:GetAnomalySubscriptions":                 "the same",
		"config:DescribeConfigurationRecorders":      "it is asked before there is a recorder, and AWS does not say of what it would then be asked",
		"config:DescribeConfigurationRecorderStatus": "it is asked before there is a recorder, and AWS does not say of what it would then be asked",
	}
}

// TestDocuments holds every document of the books of all profiles against AWS's
// reference: actions that exist, on no more than they can be limited to, and in
// the size that AWS takes.
func TestDocuments(t *testing.T) {
	known, err := reference.Load()
	if err != nil {
		t.Fatal(err)
	}
	excused := map[string]bool{}
	for _, profile := range []config.Profile{config.Essentials, config.Baseline, config.CIS} {
		cfg := config.Example()
		cfg.Profile, cfg.Paid, cfg.BilledChecks = profile, true, []string{steps.CostAnomalies.ID}
		cfg.Account.Kind = config.OrganizationManagement
		cfg.Account.Regions = []string{"us-east-1"}
		book, _, err := render.NewBook(templates.FS, cfg, steps.All())
		if err != nil {
			t.Fatal(err)
		}
		documents, err := book.Policies()
		if err != nil {
			t.Fatal(err)
		}
		for name, document := range documents {
			if strings.HasSuffix(name, "-key") {
				// In the policy of a key, * stands for the key.
				document = bytes.ReplaceAll(document, []byte(`"Resource": "*"`), []byte(`"Resource": "arn:aws:kms:us-east-1:111122223333:key/x"`))
			}
			for _, wrong := range known.Check(document) {
				_, what, _ := strings.Cut(wrong, ": ")
				action, _, everything := strings.Cut(what, " on *: ")
				if excused[action] = true; !everything || onEverything()[action] == "" {
					t.Errorf("%s, %s: %s", profile, name, wrong)
				}
			}
			var small bytes.Buffer
			if err := json.Compact(&small, document); err != nil || small.Len() > sizes()[name] && sizes()[name] > 0 {
				t.Errorf("%s: %s has %d characters, AWS takes %d: %v", profile, name, small.Len(), sizes()[name], err)
			}
		}
		for _, name := range []string{runbook.OperatorPolicy, runbook.UndoPolicy} {
			if (documents[name] != nil) != (profile != config.Essentials) {
				t.Errorf("%s: the document %s: %s", profile, name, documents[name])
			}
		}
	}
	for action := range onEverything() {
		if !excused[action] {
			t.Errorf("%s needs no excuse", action)
		}
	}
}

// sizes are the most characters that AWS takes, white space not counted.
// Source: IAM User Guide, IAM and AWS STS quotas: a managed policy, and all
// inline policies of a role together, the shell's among them.
func sizes() map[string]int {
	return map[string]int{runbook.VerifyPolicy: 6144, runbook.OperatorPolicy: 6144, runbook.UndoPolicy: 10240 - 6144 - 1024}
}

// TestOperatorPolicy holds that the operator gets what the blocks need, undo
// apart from do, and nothing about reading for verify.
func TestOperatorPolicy(t *testing.T) {
	book := wholeBook(t)
	do, undo := string(book.Computed[runbook.OperatorPolicy]), string(book.Computed[runbook.UndoPolicy])
	for action, where := range map[string][]bool{
		"ec2:EnableEbsEncryptionByDefault":  {true, false},
		"ec2:DescribeRegions":               {true, false}, // both need it, undo has it from do
		"ec2:DisableEbsEncryptionByDefault": {false, true},
		"ec2:GetEbsEncryptionByDefault":     {false, false},
		"iam:CreateRole":                    {false, false},
	} {
		if got := []bool{strings.Contains(do, `"`+action+`"`), strings.Contains(undo, `"`+action+`"`)}; !slices.Equal(got, where) {
			t.Errorf("%s is in the operator's policies: %v, want %v", action, got, where)
		}
	}
}

// TestNoOperator holds that a book whose operator has nothing to do still has
// a policy that AWS takes.
func TestNoOperator(t *testing.T) {
	cfg := config.Example()
	cfg.Profile = config.CIS
	for _, s := range steps.All() {
		if s.Who == runbook.AsOperator {
			cfg.Skip = append(cfg.Skip, config.Skipped{ID: s.ID, Reason: "not here"})
		}
	}
	book, _, err := render.NewBook(templates.FS, cfg, steps.All())
	if err != nil {
		t.Fatal(err)
	}
	if document := string(book.Computed[runbook.OperatorPolicy]); strings.Count(document, ":Get") != 1 || !strings.Contains(document, `"sts:GetCallerIdentity"`) {
		t.Errorf("got %s", document)
	}
}
