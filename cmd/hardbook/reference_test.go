package main

import (
	"bytes"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hardbook/docs/gen"
	"hardbook/runbook/testneeds"
)

// TestGenerated: docs/commands.md, the man pages and the table of docs/architecture.md
// are what the program says of itself, and what writes them still builds.
func TestGenerated(t *testing.T) {
	const way = "out of date, run: go generate ./..."
	root := filepath.Join("..", "..")
	files, err := gen.Files(root, newRoot(), exitCodes)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if is, err := os.ReadFile(filepath.Join(root, name)); err != nil || !bytes.Equal(is, files[name]) {
			t.Errorf("%s is %s (%v)", name, way, err)
		}
	}
	pages, err := filepath.Glob(filepath.Join(root, gen.ManDir, "*"))
	if want := len(gen.Every(newRoot())); err != nil || len(pages) != want {
		t.Errorf("%s has %d files for %d commands: %s", gen.ManDir, len(pages), want, way)
	}
	if testing.Short() {
		return
	}
	if out, err := exec.Command("go", "build", "-tags", "docs,offline", "-o", os.DevNull, ".").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestManPages: groff finds nothing wrong with the man pages, and shows what roff
// and Markdown would take for marks.
func TestManPages(t *testing.T) {
	groff := testneeds.Program(t, "groff")
	for _, cmd := range gen.Every(newRoot()) {
		file := filepath.Join(t.TempDir(), "page.1")
		if err := os.WriteFile(file, gen.ManPage(cmd, exitCodes), 0o600); err != nil {
			t.Fatal(err)
		}
		var wrong bytes.Buffer
		format := exec.Command(groff, "-man", "-Kutf8", "-Tutf8", "-ww", "-rLL=200n", "-P-cbou", file)
		format.Stderr = &wrong
		shown, err := format.Output()
		if err != nil || wrong.Len() > 0 {
			t.Errorf("%s: %v\n%s", cmd.CommandPath(), err, &wrong)
		}
		wants := []string{cmd.Short, "EXIT STATUS", "--help"}
		if cmd.Name() == "verify" {
			wants = append(wants, "out/<alias or id>", `"example" is built in`, "hardbook verify --evidence example     a half-done", "FILES", "ENVIRONMENT")
		}
		for _, want := range wants {
			if !strings.Contains(string(shown), want) {
				t.Errorf("the man page of %s does not show %q:\n%s", cmd.CommandPath(), want, shown)
			}
		}
	}
}
