package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hardbook/runbook/session"
)

// places are where the results of verify --format sarif lie: "file:line rule".
func places(t *testing.T, args ...string) []string {
	t.Helper()
	var stdout strings.Builder
	args = append([]string{"verify", "--evidence", "example", "--format", "sarif"}, args...)
	if code := run(t.Context(), args, &stdout, io.Discard); code != 1 {
		t.Fatalf("exit code %d", code)
	}
	var log struct {
		Runs []struct {
			Results []struct {
				RuleID    string
				Locations []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI string }
						Region           struct{ StartLine int }
					}
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(stdout.String()), &log); err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, r := range log.Runs[0].Results {
		at := r.Locations[0].PhysicalLocation
		all = append(all, fmt.Sprintf("%s:%d %s", at.ArtifactLocation.URI, at.Region.StartLine, r.RuleID))
	}
	return all
}

// TestSARIFPointsIntoTheBook: a result lies where the book that was just written
// begins with its step. A path of this machine never gets into the file.
func TestSARIFPointsIntoTheBook(t *testing.T) {
	t.Chdir(t.TempDir())
	all := places(t)
	book, err := os.ReadFile(filepath.Join("out", "example", "runbook.md"))
	if err != nil {
		t.Fatal(err)
	}
	lines, steps := strings.Split(string(book), "\n"), map[string]bool{}
	for _, place := range all {
		var line int
		var id string
		if _, err := fmt.Sscanf(place, "out/example/runbook.md:%d %s", &line, &id); err != nil {
			t.Fatalf("%s: %v", place, err)
		}
		b, err := session.Target{}.OpenExample()
		if err != nil {
			t.Fatal(err)
		}
		e, err := b.Find(id)
		if want := fmt.Sprintf("### %d. %s", e.Number, b.Texts[id].Title); err != nil || lines[line-1] != want {
			t.Errorf("%s: there is %q, want %q", place, lines[line-1], want)
		}
		steps[id] = true
	}
	if len(steps) != 30 {
		t.Errorf("%d steps have results, want 29 to do and 1 that waits", len(steps))
	}
	for _, args := range [][]string{{"-o", t.TempDir()}, {"-o", "../elsewhere"}, {"--no-write"}} {
		for _, place := range places(t, args...) {
			if file, _, _ := strings.Cut(place, ":"); file != "runbook.md" {
				t.Errorf("%v: %s", args, place)
			}
		}
	}
}
