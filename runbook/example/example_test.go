package example_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/example"
	"hardbook/runbook/render"
	"hardbook/runbook/steps"
	"hardbook/runbook/verify"
	"hardbook/templates"
)

var update = flag.Bool("update", false, "write the documents of the sample account's verifier role again")

// TestSampleAccount holds what a newcomer sees: every kind of tick, and nothing
// that could not be read.
func TestSampleAccount(t *testing.T) {
	book, _, err := render.NewBook(templates.FS, config.Example(), steps.All())
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		writeDocuments(t, book)
		return // what is embedded is from before
	}
	e, err := evidence.Open(example.Evidence(), book.Config)
	if err != nil {
		t.Fatal(err)
	}
	report := verify.Run(book, e, nil)
	want := map[string]runbook.Status{
		"root-unused":    runbook.StatusDone,    // used on the day of hardening only
		"billing-topic":  runbook.StatusWaiting, // for a click
		"billing-alarms": runbook.StatusTodo,    // the one at 100 is missing
		"admin-iam-only": runbook.StatusTodo,    // AmazonEC2FullAccess
		"put-root-away":  runbook.StatusManual,
	}
	for _, s := range report.Steps {
		switch {
		case s.Status == runbook.StatusUnknown, want[s.ID] != "" && s.Status != want[s.ID]:
			t.Errorf("%s is %q (%s)\nGive the sample account what the step asks, in runbook/example/account", s.ID, s.Status, s.Reason)
		case s.ID == steps.VerifierRole.ID && s.Status != runbook.StatusDone:
			t.Errorf("%s is %s: %s\nThe book reads other things than before: run go test ./runbook/example -update", s.ID, s.Status, s.Reason)
		}
		delete(want, s.ID)
	}
	for id := range want {
		t.Errorf("the book of the example config has no step %s", id)
	}
}

// writeDocuments makes the answers about the verifier role's inline policies
// from the book.
func writeDocuments(t *testing.T, book runbook.Book) {
	t.Helper()
	documents := book.Policies
	for policy, document := range map[string]string{"hardbook-verify": runbook.VerifyPolicy, "hardbook-shell": "admin-shell"} {
		answer, err := json.Marshal(map[string]any{
			"RoleName": "hardbook-verifier", "PolicyName": policy, "PolicyDocument": json.RawMessage(documents[document]),
		})
		if err != nil {
			t.Fatal(err)
		}
		var indented bytes.Buffer
		if err := json.Indent(&indented, answer, "", "    "); err != nil {
			t.Fatal(err)
		}
		indented.WriteByte('\n')
		if err := os.WriteFile("account/us-east-1/iam-get-role-policy.hardbook-verifier."+policy+".json", indented.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
