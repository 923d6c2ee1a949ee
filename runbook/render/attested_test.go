package render

import (
	"strings"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/verify"
)

// TestAttestedIsToldApart: the book shows a person's word as that, and never says
// that hardbook saw it.
func TestAttestedIsToldApart(t *testing.T) {
	const word = `Jo said so on 2026-11-22: </script><b>*x*; this holds until 2027-11-22`
	report := &verify.Report{Steps: []verify.StepReport{
		{ID: "root-mfa", Status: runbook.StatusDone, Reason: "it is there"},
		{ID: "root-recovery", Status: runbook.StatusAttested, Reason: word},
	}}
	files := filesOf(t, config.Example(), report)
	markdown, page := string(files["runbook.md"]), string(files["runbook.html"])
	for _, want := range []string{
		"\n| ✓ | 2. [", "\n| ✓ by hand | 6. [", "\n| ☐ | 1. [",
		"- [x] **Done by hand**: Jo said so on 2026-11-22: \\</script\\>\\<b\\>\\*x\\*; this holds until 2027-11-22\n",
		"\n### Steps that only you can tick\n",
	} {
		if !strings.Contains(markdown, want) {
			t.Errorf("runbook.md does not say %q", want)
		}
	}
	for _, want := range []string{
		"<b>Done by hand</b> Jo said so on 2026-11-22: &lt;/script&gt;&lt;b&gt;*x*; this holds until 2027-11-22</p>",
		"hardbook saw <strong>1 of ", `1 more was <a href="#steps-that-only-you-can-tick">done by hand</a>: a person said so.`,
		`id="steps-that-only-you-can-tick"`, `<a class=attested href=#root-recovery>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("runbook.html does not say %q", want)
		}
	}
	if n := strings.Count(page, "<small>(seen "); n != 1 {
		t.Errorf("hardbook says of %d steps that it saw them, want 1", n)
	}
	if none := string(filesOf(t, config.Example(), &verify.Report{Steps: report.Steps[:1]})["runbook.html"]); strings.Contains(none, "a person said so") {
		t.Error("the page tells of a person's word where there is none")
	}
}
