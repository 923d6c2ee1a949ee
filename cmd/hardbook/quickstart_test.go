package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestQuickStart: the commands of "Try it now" in README.md work on a machine that
// has only Go, build without the AWS SDK, and do what the page says of them.
func TestQuickStart(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the program")
	}
	readme := string(pages(t)["README.md"])
	_, section, _ := strings.Cut(readme, "\n## Try it now\n")
	block := regexp.MustCompile("(?s)```sh\n(.*?)\n```").FindStringSubmatch(section)
	if block == nil {
		t.Fatal("README.md has no commands to try")
	}
	lines := strings.Split(block[1], "\n")
	if len(lines) != 2 {
		t.Fatalf("README.md has other commands to try than expected: %q", lines)
	}
	dir := copyOfSources(t)
	if err := os.RemoveAll(filepath.Join(dir, "out")); err != nil {
		t.Fatal(err)
	}
	program, err := exec.LookPath("go") // which runs this test
	if err != nil {
		t.Fatal(err)
	}
	try := func(line string) (string, string, int) {
		words := strings.Fields(line)
		if len(words) < 4 || strings.Join(words[:4], " ") != "go run -tags offline" {
			t.Fatalf("README.md begins with a build of the AWS SDK: %s", line)
		}
		cmd := exec.Command(program, words[1:]...)
		cmd.Dir, cmd.Env = dir, append(os.Environ(), "PATH="+filepath.Dir(program), "GOFLAGS=-mod=readonly")
		var stdout, stderr strings.Builder
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		_ = cmd.Run()
		return stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()
	}
	if said, wrong, code := try(lines[0]); code != 0 {
		t.Fatalf("%s: exit code %d\n%s%s", lines[0], code, said, wrong)
	}
	if _, err := os.Stat(filepath.Join(dir, "out", "example", "runbook.html")); err != nil {
		t.Errorf("%s wrote no book: %v", lines[0], err)
	}
	said, wrong, code := try(lines[1])
	if code != 1 || !strings.HasSuffix(wrong, "exit status 1\n") || !strings.Contains(readme, "\n"+said+"```") {
		t.Errorf("%s: exit code %d\n%s%s", lines[1], code, said, wrong)
	}
}
