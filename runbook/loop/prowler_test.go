//go:build loop

package loop

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// prowlerChecks are the checks that Prowler has for each number of the CIS AWS
// Foundations Benchmark v7.0.0, by its own table, which lies beside the program.
func prowlerChecks(t *testing.T, program string) map[string][]string {
	t.Helper()
	const table = "../lib/python3*/site-packages/prowler/compliance/aws/cis_7.0_aws.json"
	found, err := filepath.Glob(filepath.Join(filepath.Dir(program), table))
	if err != nil || len(found) != 1 {
		t.Fatalf("%d files %s beside %s: %v", len(found), table, program, err)
	}
	raw, err := os.ReadFile(found[0])
	must(t, raw, err)
	var framework struct {
		Requirements []struct {
			ID     string
			Checks []string
		}
	}
	must(t, raw, json.Unmarshal(raw, &framework))
	checks := map[string][]string{}
	for _, r := range framework.Requirements {
		checks[r.ID] = r.Checks
	}
	return checks
}

// A scan is what Prowler said.
type scan struct {
	version  string
	findings map[string][]string // PASS, FAIL or MANUAL for each thing that a check looked at
	failed   []string            // what it could not read, as failed calls and faults of its own
}

// prowler has Prowler look at the account, in the Regions of the book, without a
// way to the Internet.
func (b *book) prowler(program string, checks []string) scan {
	b.t.Helper()
	b.cloud.forget()
	dir := b.t.TempDir()
	log := filepath.Join(dir, "log")
	cmd := exec.Command(program, slices.Concat(
		[]string{"aws", "--output-formats", "json-ocsf", "--output-directory", dir, "--output-filename", "out", "--ignore-exit-code-3", "--no-banner",
			"--no-color", "--log-level", "ERROR", "--log-file", log, "--scan-unused-services", "--region"},
		b.Config.Account.Regions, []string{"--checks"}, checks)...)
	cmd.Env, cmd.Dir = b.env("https_proxy=http://127.0.0.1:9"), b.home
	if r := b.finish(cmd); r.code != 0 {
		b.t.Fatalf("prowler: exit code %d\n%s", r.code, r.out)
	}
	raw, err := os.ReadFile(filepath.Join(dir, "out.ocsf.json"))
	must(b.t, raw, err)
	faults, err := os.ReadFile(log)
	must(b.t, faults, err)
	s, err := readScan(raw)
	must(b.t, s, err)
	for _, r := range b.cloud.requests() {
		if r.Status/100 != 2 {
			s.failed = append(s.failed, fmt.Sprintf("%s %s %d", r.Service, r.Action, r.Status))
		}
	}
	s.failed = append(s.failed, ownFaults(string(faults))...)
	slices.Sort(s.failed)
	s.failed = slices.Compact(s.failed)
	return s
}

// readScan reads a report in the form of the Open Cybersecurity Schema Framework.
func readScan(raw []byte) (scan, error) {
	s := scan{findings: map[string][]string{}}
	var report []struct {
		Status   string `json:"status_code"`
		Metadata struct {
			Check   string `json:"event_code"`
			Product struct{ Version string }
		}
	}
	if err := json.Unmarshal(raw, &report); err != nil {
		return s, err
	}
	if len(report) == 0 {
		return s, errors.New("there is no finding in it")
	}
	for _, f := range report {
		if !slices.Contains([]string{"PASS", "FAIL", "MANUAL"}, f.Status) || f.Metadata.Check == "" {
			return s, fmt.Errorf("a finding has the status %q and the check %q", f.Status, f.Metadata.Check)
		}
		s.version = f.Metadata.Product.Version
		s.findings[f.Metadata.Check] = append(s.findings[f.Metadata.Check], f.Status)
	}
	return s, nil
}

// logged are the parts of a line of Prowler's log: where, what kind of error, what about.
var logged = regexp.MustCompile(`"module": "(\w+)", "message": "(?:[\w-]+ -- )?(\w+)(?:\[\d+\]|:\d+)?(?::| --) ?(.*?)"?\}?$`)

// ownFaults are the errors in a log that no failed call explains. Those that one
// explains are among the requests.
func ownFaults(log string) []string {
	var all []string
	for line := range strings.Lines(log) {
		if !strings.HasPrefix(line, `{"timestamp"`) || strings.Contains(line, "An error occurred (") || strings.Contains(line, "ResponseParserError") {
			continue // the rest of a message, or about a call
		}
		line = strings.TrimSpace(line)
		if m := logged.FindStringSubmatch(line); m != nil {
			line = strings.Join(m[1:], " ")
		}
		all = append(all, line)
	}
	return all
}
