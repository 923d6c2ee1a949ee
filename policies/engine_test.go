package policies

import (
	"bytes"
	"encoding/json"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"hardbook/runbook/config"
	"hardbook/runbook/testneeds"
)

// engine runs a script of testdata with the engine of IAM that others made, and
// reads what it prints.
func engine(t *testing.T, script string, in any, out any, more ...string) {
	t.Helper()
	modules := filepath.Dir(filepath.Dir(testneeds.NPM(t, "@cloud-copilot/iam-simulate")))
	input, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("node", append([]string{script, modules}, more...)...)
	cmd.Stdin = bytes.NewReader(input)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	answer, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, &stderr)
	}
	if err := json.Unmarshal(answer, out); err != nil {
		t.Fatalf("%v in %.200s", err, answer)
	}
}

const (
	ours     = "111122223333"
	everyone = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}`
)

// TestRequireMFAOnEverything asks about every action of every service for a user
// who may do all, in a session with MFA, without it, and in one that does not say:
// without MFA it may do what sets up MFA, and that to nobody but itself.
func TestRequireMFAOnEverything(t *testing.T) {
	policy, err := Fill("require-mfa", config.Example())
	if err != nil {
		t.Fatal(err)
	}
	set := []string{
		"iam:ChangePassword", "iam:CreateVirtualMFADevice", "iam:EnableMFADevice", "iam:GetAccountPasswordPolicy", "iam:GetMFADevice", "iam:GetUser",
		"iam:ListMFADevices", "iam:ListVirtualMFADevices", "iam:ResyncMFADevice",
		"sts:GetCallerIdentity", // which nothing can refuse
		"sts:GetSessionToken",
	}
	tell := []string{"iam", "sts"} // the services that tell users apart
	own := []string{"iam:EnableMFADevice", "iam:ResyncMFADevice"}
	for _, who := range []struct {
		arn, about string // the user, and the one that is asked about
		services   []string
	}{
		{"anna", "anna", nil}, {"anna", "bob", tell}, {"anna", "people/bob", tell}, {"anna", "anna2", tell},
		{"people/anna", "people/anna", tell}, {"people/anna", "bob", tell},
	} {
		name := filepath.Base(who.arn)
		var got struct {
			Asked int
			Of    []map[string][]string
		}
		engine(t, "testdata/everything.cjs", map[string]any{
			"principal": "arn:aws:iam::" + ours + ":user/" + who.arn, "account": ours, "user": who.about,
			"identity": []json.RawMessage{policy, json.RawMessage(everyone)},
			"contexts": []map[string]string{
				{"aws:username": name}, {"aws:username": name, "aws:MultiFactorAuthPresent": "false"}, {"aws:username": name, "aws:MultiFactorAuthPresent": "true"},
			},
		}, &got, who.services...)
		want := slices.Clone(set)
		if who.arn != who.about {
			want = slices.DeleteFunc(want, func(a string) bool { return slices.Contains(own, a) })
		}
		for i, session := range []string{"that does not say", "without MFA"} {
			if allowed := slices.Sorted(maps.Keys(got.Of[i])); !slices.Equal(allowed, want) {
				t.Errorf("in a session %s, %s may, about %s: %q; want %q", session, who.arn, who.about, allowed, want)
			}
		}
		with := 0
		for _, resources := range got.Of[2] {
			with += len(resources)
		}
		if with != got.Asked || got.Asked < 100 {
			t.Errorf("with MFA %s may do %d of %d", who.arn, with, got.Asked)
		}
		t.Logf("%s about %s: %d requests in each of 3 sessions, allowed %d, %d and %d actions", who.arn, who.about, got.Asked, len(got.Of[0]), len(got.Of[1]), len(got.Of[2]))
	}
}
