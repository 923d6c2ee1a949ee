package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hardbook/runbook"
)

// TestWaysToTick: the chapter that warnings and hints name is in the book, and
// each of its three ways can be linked to.
func TestWaysToTick(t *testing.T) {
	t.Chdir(t.TempDir())
	if code := run(t.Context(), []string{"generate"}, os.Stderr, os.Stderr); code != 0 {
		t.Fatalf("exit code %d", code)
	}
	markdown, errM := os.ReadFile(filepath.Join("out", "example", "runbook.md"))
	page, errP := os.ReadFile(filepath.Join("out", "example", "runbook.html"))
	if errM != nil || errP != nil {
		t.Fatal(errM, errP)
	}
	if !strings.Contains(string(markdown), "\n## "+runbook.TicksChapter+"\n") {
		t.Errorf("the book has no chapter %q", runbook.TicksChapter)
	}
	for _, anchor := range []string{
		"way-one-collect-in-cloudshell-judge-at-home", "way-two-on-your-own-computer-as-the-role", "way-three-hardbook-itself-in-cloudshell",
	} {
		if !strings.Contains(string(page), `id="`+anchor+`"`) {
			t.Errorf("the page has no anchor #%s", anchor)
		}
	}
}
