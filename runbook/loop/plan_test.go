//go:build loop

package loop

import (
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"hardbook/runbook/evidence"
)

// TestPlan: verify --plan asks nobody, and verify then makes the requests of
// the plan and no others.
func TestPlan(t *testing.T) {
	t.Parallel()
	b := newBook(t, borrow(t), account)
	for _, id := range []string{"billing-topic", "admin-user", "verifier-role"} {
		b.must("do", id)
	}
	b.cloud.forget()
	printed := b.hardbook(b.env(), "verify", "--plan", "--format", "json")
	if asked := b.cloud.requests(); len(asked) > 0 || printed.code != 0 {
		t.Fatalf("--plan makes %d requests, exit code %d\n%s", len(asked), printed.code, printed.out)
	}
	var plan struct {
		Calls []struct {
			Command  string
			Requests int
		}
	}
	must(t, printed, json.Unmarshal([]byte(printed.out), &plan))

	dir := filepath.Join(t.TempDir(), "saved")
	report := b.verify("--save", dir)
	asked := b.cloud.requests()
	if report.Calls.Requests != len(asked) {
		t.Errorf("the report says %d requests, there were %d", report.Calls.Requests, len(asked))
	}
	made := map[string]int{}
	for _, r := range asked {
		made[command(r)]++
	}
	answers := answersBy(t, dir)
	answers["sts get-caller-identity"] = 1 // goes before, and is not kept
	planned := map[string]int{}
	for _, c := range plan.Calls {
		planned[c.Command] += c.Requests
	}
	for c, least := range planned {
		// Each is asked once for each place; only a report that AWS is making is
		// asked for again.
		again := c == "iam generate-credential-report" && made[c] > 1
		if made[c] != answers[c] && !again || made[c] < least {
			t.Errorf("%s: at least %d requests planned, %d made, for %d answers", c, least, made[c], answers[c])
		}
	}
	for c := range made {
		if _, ok := planned[c]; !ok {
			t.Errorf("%s was asked and is not in the plan", c)
		}
	}
}

// command is a request as on the aws command line.
func command(r request) string {
	service := r.Service
	if cli, ok := map[string]string{"monitoring": "cloudwatch", "s3": "s3api", "access-analyzer": "accessanalyzer", "config": "configservice", "elasticfilesystem": "efs"}[service]; ok {
		service = cli
	}
	return service + " " + evidence.Kebab(r.Action)
}

// answersBy counts the answers in a folder of evidence by command.
func answersBy(t *testing.T, dir string) map[string]int {
	t.Helper()
	count := map[string]int{}
	must(t, dir, fs.WalkDir(os.DirFS(dir), ".", func(file string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && file != "manifest.json" {
			name, _, _ := strings.Cut(path.Base(file), ".")
			count[strings.Replace(name, "-", " ", 1)]++
		}
		return err
	}))
	return count
}
