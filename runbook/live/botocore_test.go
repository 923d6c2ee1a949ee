//go:build !offline

package live

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"

	"hardbook/runbook/evidence"
	"hardbook/runbook/testneeds"
)

// TestPagesAsBotocore: hardbook reads the pages of each list as the aws command
// does, and knows no list that is not one: the model that AWS publishes for that
// command says how.
func TestPagesAsBotocore(t *testing.T) {
	lists := 0
	for service, connect := range services() {
		known := paginators(t, service)
		for command, op := range connect(aws.Config{}) {
			_, operation, _ := strings.Cut(command, " ")
			if want := known[operation]; op.by != want {
				t.Errorf("%s: the pages are read by %+v, and the aws command reads them by %+v", command, op.by, want)
			}
			if op.by != (token{}) {
				lists++
			}
		}
	}
	if lists < 20 {
		t.Errorf("only %d lists were compared", lists)
	}
}

// paginators are the tokens of a service's lists by operation, from the model
// that version 1 of the aws command has, in the spelling of the SDK for Go.
func paginators(t *testing.T, service string) map[string]token {
	t.Helper()
	aws := testneeds.Program(t, testneeds.AWS1)
	folder := map[string]string{"s3api": "s3", "configservice": "config"}[service]
	if folder == "" {
		folder = service
	}
	models := filepath.Join(filepath.Dir(aws), "../lib/python3*/site-packages/botocore/data", folder)
	files, err := filepath.Glob(filepath.Join(models, "*/paginators-1.json"))
	if err != nil || len(files) == 0 {
		if found, _ := filepath.Glob(models); len(found) != 1 {
			t.Fatalf("there is no model of %s in %s", service, models)
		}
		return nil // a service without lists
	}
	raw, err := os.ReadFile(files[len(files)-1]) // of the newest version of the API
	if err != nil {
		t.Fatal(err)
	}
	var model struct {
		Pagination map[string]struct {
			In   any    `json:"input_token"` // some lists of S3, which hardbook does not read, have several
			Out  any    `json:"output_token"`
			More string `json:"more_results"`
		}
	}
	if err := json.Unmarshal(raw, &model); err != nil {
		t.Fatalf("%s: %v", files[len(files)-1], err)
	}
	upper := func(member any) string {
		s := fmt.Sprint(member)
		return strings.ToUpper(s[:min(1, len(s))]) + s[min(1, len(s)):]
	}
	known := map[string]token{}
	for name, p := range model.Pagination {
		known[evidence.Kebab(name)] = token{in: upper(p.In), out: upper(p.Out), more: upper(p.More)}
	}
	return known
}
