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
	"hardbook/runbook/fakes"
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
		"iam:ListServiceSpecificCredentials":         "it is asked about all users at once, and AWS does not say of what it would then be asked",
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
		cfg.Notify = []string{strings.Repeat("a", 60) + "@example.com", strings.Repeat("b", 63) + "@example.com"} // as many as the operator's policy names
		cfg.Profile, cfg.Paid, cfg.BilledChecks = profile, true, []string{steps.CostAnomalies.ID}
		cfg.Account.Kind = config.OrganizationManagement
		cfg.Account.Regions = []string{"us-east-1", "ap-southeast-2"}
		cfg.Account.HomeRegion = "ap-southeast-2" // a long name
		book, _, err := render.NewBook(templates.FS, cfg, steps.All())
		if err != nil {
			t.Fatal(err)
		}
		documents := book.Policies
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
		}
		if named := bytes.Contains(documents[runbook.OperatorPolicy], []byte(cfg.Notify[1])); named != (profile != config.Essentials) {
			t.Errorf("%s: the operator's policy names the addresses to notify: %v", profile, named)
		}
		for role, names := range inline() {
			size := 0
			for _, name := range names {
				var small bytes.Buffer
				if err := json.Compact(&small, documents[name]); documents[name] != nil && err != nil {
					t.Error(err)
				}
				size += small.Len()
			}
			if size > 10240 {
				t.Errorf("%s: the policies of the %s have %d characters together, AWS takes 10240", profile, role, size)
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

// inline are the documents that a role has as policies of its own, at most at one
// time. AWS takes 10240 characters of them together, white space not counted.
// Source: IAM User Guide, IAM and AWS STS quotas.
func inline() map[string][]string {
	return map[string][]string{
		"verifier": {runbook.VerifyPolicy, "admin-shell"},
		"operator": {runbook.OperatorPolicy, runbook.UndoPolicy, "admin-shell"},
	}
}

// TestOperatorPolicy holds that the operator gets what the blocks need, undo
// apart from do, and nothing about reading for verify.
func TestOperatorPolicy(t *testing.T) {
	book := fakes.WholeBook(t)
	do, undo := string(book.Policies[runbook.OperatorPolicy]), string(book.Policies[runbook.UndoPolicy])
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
	if document := string(book.Policies[runbook.OperatorPolicy]); strings.Count(document, ":Get") != 1 || !strings.Contains(document, `"sts:GetCallerIdentity"`) {
		t.Errorf("got %s", document)
	}
}
