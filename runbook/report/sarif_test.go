package report

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook/quote"
	"hardbook/runbook/testneeds"
	"hardbook/runbook/verify"
)

// sarifOf is a report in SARIF, read back.
func sarifOf(t testing.TB, r verify.Report, g Guide) sarifRun {
	t.Helper()
	var log sarifLog
	if err := json.Unmarshal(written(t, "sarif", r, g), &log); err != nil {
		t.Fatal(err)
	}
	return log.Runs[0]
}

// TestSARIF: what is not done has results, as many as there are things wrong;
// the rest has none.
func TestSARIF(t *testing.T) {
	r, g := each("x")
	g.Tasks["step-todo"] = Task{Line: 41}
	run := sarifOf(t, r, g)
	var got []string
	for _, result := range run.Results {
		if rule := run.Tool.Driver.Rules[result.RuleIndex]; rule.ID != result.RuleID {
			t.Errorf("the rule of %s is %s", result.RuleID, rule.ID)
		}
		thing := result.Locations[0].Logical[0]
		got = append(got, strings.Join([]string{result.RuleID, result.Level, thing.Full, result.Message.Text, result.Properties.Was}, "|"))
	}
	want := []string{
		"step-todo|error|111122223333/us-east-1/xx|was done on 2026-11-20, is not any more: xx in us-east-1: x.|done",
		"step-todo|error|111122223333/x|was done on 2026-11-20, is not any more: x: x.|done",
		"step-waiting|note|111122223333/us-east-1/xx|was done on 2026-11-20, is not any more: xx in us-east-1: x.|done",
		"step-waiting|note|111122223333/x|was done on 2026-11-20, is not any more: x: x.|done",
		"step-unknown|warning|111122223333|was done on 2026-11-20, cannot be read any more: x.|done",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	place := run.Results[0].Locations[0].Physical
	if place.Artifact.URI != "out/x" || place.Region.StartLine != 41 || run.Results[4].Locations[0].Physical.Region.StartLine != 1 {
		t.Errorf("it is at %+v", place)
	}
	if len(run.Tool.Driver.Rules) != len(r.Steps) || run.AutomationDetails.ID != "hardbook/111122223333/" {
		t.Errorf("%d rules, %q", len(run.Tool.Driver.Rules), run.AutomationDetails.ID)
	}
	if end := run.Invocations[0]; end.End != "2026-11-22T10:00:00Z" || end.ExitCode != 2 || !end.Successful {
		t.Errorf("got %+v", end)
	}
	// What a person attested is no result, and does not pass for seen either.
	notes := run.Invocations[0].Notifications
	if len(notes) != 1 || notes[0].Level != "note" || notes[0].Message.Text != "step-attested: attested: x." || run.Tool.Driver.Rules[notes[0].Rule.Index].ID != "step-attested" {
		t.Errorf("got %+v", notes)
	}
}

// TestSARIFTags: a rule has the numbers of its step in the standards.
func TestSARIFTags(t *testing.T) {
	r, g := realReport(t)
	for _, rule := range sarifOf(t, r, g).Tool.Driver.Rules {
		if want := []string{"security", "root", "CIS-AWS-7.0/2.5", "AWS-SSB/ACCT.05"}; rule.ID == "root-mfa" &&
			(!slices.Equal(rule.Properties.Tags, want) || rule.Name != "RootMfa") {
			t.Errorf("got %+v", rule)
		}
	}
}

// TestSARIFFingerprints: a result keeps its fingerprint while the same thing is
// wrong with the same resource, and shares it with no other.
func TestSARIFFingerprints(t *testing.T) {
	prints := func(change func(*verify.Report)) []string {
		r, g := each("x")
		r.Steps[1].Findings = append(r.Steps[1].Findings, r.Steps[1].Findings[2]) // the same resource twice
		change(&r)
		var all []string
		for _, result := range sarifOf(t, r, g).Results {
			all = append(all, result.Fingerprints[fingerprint])
		}
		return all
	}
	before := prints(func(*verify.Report) {})
	if unique := slices.Compact(slices.Sorted(slices.Values(before))); len(unique) != len(before) || len(before) != 6 {
		t.Errorf("they are not unique: %q", before)
	}
	for name, c := range map[string]struct {
		same   bool
		change func(*verify.Report)
	}{
		"detail":   {true, func(r *verify.Report) { r.Steps[1].Findings[1].Detail = "other" }},
		"reason":   {true, func(r *verify.Report) { r.Steps[1].Reason, r.CheckedAt = "other", r.CheckedAt.AddDate(1, 0, 0) }},
		"resource": {false, func(r *verify.Report) { r.Steps[1].Findings[1].Resource = "other" }},
		"region":   {false, func(r *verify.Report) { r.Steps[1].Findings[1].Region = "eu-west-1" }},
		"account":  {false, func(r *verify.Report) { r.Account = "222233334444" }},
	} {
		if after := prints(c.change); slices.Equal(before[:1], after[:1]) != c.same {
			t.Errorf("%s: %q, before %q", name, after[0], before[0])
		}
	}
}

// TestSARIFFitsItsSchema: the one of the validator below.
func TestSARIFFitsItsSchema(t *testing.T) {
	s := schema(t, testneeds.NPM(t, multitool("sarif-2.1.0.json")))
	r, g := realReport(t)
	sound := written(t, "sarif", r, g)
	all := [][]byte{sound}
	for _, v := range hostile() {
		r, g := each(v)
		all = append(all, written(t, "sarif", r, g))
	}
	for _, document := range all {
		if err := fits(t, s, document); err != nil {
			t.Errorf("%v\n%s", err, document)
		}
	}
	for old, with := range map[string]string{`"level": "error"`: `"level": "bad"`, `"ruleId"`: `"rule_id"`, `"startLine": 7`: `"startLine": 0`} {
		if err := fits(t, s, replaced(t, sound, old, with)); err == nil {
			t.Errorf("with %s it fits", with)
		}
	}
}

func multitool(name string) string {
	system := runtime.GOOS
	if system == "windows" {
		system = "win32"
	}
	return filepath.Join("@microsoft", "sarif-multitool-"+system, name)
}

// TestSARIFPassesTheValidator: Microsoft's, with the rules of SARIF and those of
// GitHub's code scanning, has no error to report.
func TestSARIFPassesTheValidator(t *testing.T) {
	program := testneeds.NPM(t, multitool("Sarif.Multitool"))
	if err := os.Chmod(program, 0o755); err != nil { // where npm runs no scripts of packages
		t.Fatal(err)
	}
	validate := func(r verify.Report, g Guide, old, with string) string {
		log := file(t, "hardbook.sarif", replaced(t, written(t, "sarif", r, g), old, with))
		cmd := exec.Command(program, "validate", log, "--rule-kind", "Sarif;Ghas")
		cmd.Env = append(os.Environ(), "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1")
		out, err := cmd.CombinedOutput()
		if err != nil || !strings.Contains(string(out), "Analysis completed successfully") {
			t.Fatalf("%v\n%s", err, out)
		}
		return string(out)
	}
	same := `"version"`
	for _, v := range []string{"x", strings.Join(hostile(), " ")} {
		r, g := each(v)
		if out := validate(r, g, same, same); strings.Contains(out, ": error ") {
			t.Error(out)
		}
	}
	r, g := realReport(t)
	if out := validate(r, g, same, same); strings.Contains(out, ": error ") {
		t.Error(out)
	}
	if out := validate(r, g, `"locations"`, `"places"`); !strings.Contains(out, ": error GH") || !strings.Contains(out, ": error JSON") {
		t.Errorf("of a bad log it says %s", out)
	}
}

// TestSARIFIsInert: names chosen by somebody else make no links, no placeholders
// and no control characters, and the book's address stays relative.
func TestSARIFIsInert(t *testing.T) {
	for _, v := range hostile() {
		r, g := each(v)
		for _, result := range sarifOf(t, r, g).Results {
			text := strings.NewReplacer("{{", "", "}}", "").Replace(result.Message.Text)
			if strings.Contains(text, "](") || strings.ContainsAny(text, "{}") || quote.Terminal(text) != text {
				t.Errorf("%q is %q", v, result.Message.Text)
			}
			if uri := result.Locations[0].Physical.Artifact.URI; !strings.HasPrefix(uri, "out/") || strings.ContainsAny(uri, " <>\"\n") {
				t.Errorf("%q is %q", v, uri)
			}
		}
	}
}
