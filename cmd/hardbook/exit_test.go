package main

import (
	"bytes"
	"strings"
	"testing"

	"hardbook/docs/gen"
	"hardbook/runbook"
	"hardbook/runbook/report"
	"hardbook/runbook/verify"
)

// TestExitCodes: help and docs/ci.md tell of the exit codes what stands in their
// table, runbook ends by the same, and docs/ci.md knows every format.
func TestExitCodes(t *testing.T) {
	for status, code := range map[runbook.Status]int{
		runbook.StatusDone: exitDone, runbook.StatusTodo: exitOpen, runbook.StatusWaiting: exitOpen, runbook.StatusUnknown: exitUnread,
	} {
		r := verify.Report{Summary: map[runbook.Status]int{status: 1}}
		if r.ExitCode() != code {
			t.Errorf("of a step that is %s the exit code is %d, not %d", status, r.ExitCode(), code)
		}
		if meaning := exitCodes("verify")[code]; !strings.Contains(meaning, string(status)) {
			t.Errorf("the meaning of %d does not name %s: %s", code, status, meaning)
		}
	}
	page := pages(t)["docs/ci.md"]
	for _, command := range []string{"verify", "mfa check", "every other command"} {
		if table := gen.ExitTable(exitCodes(command)); !bytes.Contains(page, []byte(table)) {
			t.Errorf("docs/ci.md does not have this table, of %s:\n%s", command, table)
		}
	}
	for _, format := range report.Formats() {
		if !bytes.Contains(page, []byte("\n| `"+format.Name+"` | ")) {
			t.Errorf("docs/ci.md does not say what the format %s is for", format.Name)
		}
	}
	for _, cmd := range gen.Every(newRoot()) {
		if name := gen.Name(cmd); (name == "verify" || name == "mfa check") && !strings.Contains(cmd.Long, exitHelp(name)) {
			t.Errorf("the help of %s does not tell its exit codes", name)
		}
	}
}
