package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"hardbook/runbook/testneeds"
)

// TestAddAStep follows "Add a step in five minutes" of CONTRIBUTING.md to the
// letter, in a copy of the sources: it writes the files, runs the commands, and
// holds what they say against what the page says of it.
func TestAddAStep(t *testing.T) {
	testneeds.Whole(t, "it builds a copy of the program")
	_, guide, ok := strings.Cut(string(pages(t)["CONTRIBUTING.md"]), "\n## Add a step in five minutes\n")
	if !ok {
		t.Fatal("CONTRIBUTING.md has no such section")
	}
	dir := copyOfSources(t)
	blocks := regexp.MustCompile("(?ms)([^\n]*)\n\n^```([a-z]+)\n(.*?)^```$").FindAllStringSubmatch(guide, -1)
	place := regexp.MustCompile("Write (?:in )?`([^`]+)`(?:, below ([^\n]+))?:$")
	files, said, failed := 0, "", false
	for _, block := range blocks {
		before, language, text := block[1], block[2], block[3]
		at := place.FindStringSubmatch(before)
		switch {
		case at != nil && at[2] == "":
			files++
			write(t, filepath.Join(dir, at[1]), text)
		case at != nil:
			files++
			insert(t, filepath.Join(dir, at[1]), strings.Trim(at[2], "`"), text)
		case language == "sh":
			said, failed = follow(t, dir, text)
		case language == "text":
			for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
				if !strings.Contains(said, line) {
					t.Errorf("CONTRIBUTING.md says that this is said: %s\nbut it is\n%s", line, said)
				}
			}
			if fails := strings.Contains(before, "fails"); fails != failed {
				t.Errorf("does it fail? By CONTRIBUTING.md: %t; here: %t\n%s", fails, failed, said)
			}
		default:
			t.Errorf("nobody is told what to do with this block:\n%s", block[0])
		}
		if t.Failed() {
			return // what follows builds on it
		}
	}
	if files != 6 || said == "" {
		t.Errorf("%d files were found, and the last commands said %q", files, said)
	}
}

// copyOfSources is a folder with what it takes to build and test the program.
func copyOfSources(t *testing.T) string {
	t.Helper()
	dir, root := t.TempDir(), filepath.Join("..", "..")
	for _, name := range []string{"cmd", "docs", "out/example", "policies", "runbook", "templates"} {
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join(root, name))); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		content, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, name), string(content))
	}
	return dir
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// insert puts text below a line of a file.
func insert(t *testing.T, file, below, text string) {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(content), "\n")
	for i, line := range lines {
		if strings.TrimSpace(line) == below {
			write(t, file, strings.Join(lines[:i+1], "")+text+strings.Join(lines[i+1:], ""))
			return
		}
	}
	t.Fatalf("%s has no line %q", file, below)
}

// follow runs a block of commands as a reader would, each on its own, and returns
// what they say and whether one failed.
func follow(t *testing.T, dir, commands string) (said string, failed bool) {
	t.Helper()
	for _, line := range strings.Split(strings.TrimSpace(commands), "\n") {
		args := strings.Fields(strings.ReplaceAll(line, "'", ""))
		cmd := exec.Command(args[0], args[1:]...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOFLAGS=-buildvcs=false", "PWD="+dir)
		out, err := cmd.CombinedOutput()
		said, failed = said+string(out), failed || err != nil
	}
	return said, failed
}
