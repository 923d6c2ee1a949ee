// Package testneeds is for tests: what a test needs of the machine, and how to get
// it. Where it is missing the test is skipped and says how to get it; where
// changes are checked (CI=true) nothing may skip, so there it fails.
package testneeds

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// What .ci/tools installs, by its path in the repository.
const (
	AWS1   = ".ci/venv/bin/aws"     // version 1 of the AWS CLI
	AWS2   = ".ci/aws-v2/aws"       // version 2, as AWS builds it
	Python = ".ci/venv/bin/python3" // with moto, the emulator of AWS
	npm    = ".ci/npm/node_modules"
)

// AWS2Oldest is the oldest version 2 of the AWS CLI that the book works with:
// the one of Debian.
const AWS2Oldest = "/usr/bin/aws"

// Program returns the path of a program.
func Program(t testing.TB, name string) string {
	t.Helper()
	path, err := Path(name)
	Found(t, err, name)
	return path
}

// NPM returns the path of a file of the packages in .ci/npm.
func NPM(t testing.TB, file string) string {
	t.Helper()
	path := filepath.Join(root(), npm, file)
	_, err := os.Stat(path)
	Found(t, err, npm)
	return path
}

// Found skips or fails the test when err says that something is missing.
func Found(t testing.TB, err error, what string) {
	t.Helper()
	how := install(what)
	if how == "" {
		t.Fatalf("say in .ci/debian which package has %s", what)
	}
	if err == nil {
		return
	}
	missing := fmt.Sprintf("%s is missing (%v). To install it: %s", what, err, how)
	if os.Getenv("CI") == "true" {
		t.Fatal(missing)
	}
	t.Skip(missing)
}

// Path returns the path of a program: what .ci/tools installs is found there
// and nowhere else, since its version matters.
func Path(name string) (string, error) {
	if strings.HasPrefix(name, ".ci/") {
		name = filepath.Join(root(), name)
	}
	return exec.LookPath(name)
}

// install returns the command that installs what a test needs.
func install(what string) string {
	if strings.HasPrefix(what, ".ci/") {
		return ".ci/tools"
	}
	table, err := os.ReadFile(filepath.Join(root(), ".ci", "debian"))
	if err != nil {
		panic(err)
	}
	for line := range strings.Lines(string(table)) {
		if program, found, _ := strings.Cut(strings.TrimSpace(line), " "); program == what {
			return "apt-get install " + found
		}
	}
	return ""
}

// root returns the folder of the repository, in a folder of which a test runs.
func root() string {
	dir, err := os.Getwd()
	if err != nil {
		panic(err)
	}
	for at := dir; at != filepath.Dir(at); at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil {
			return at
		}
	}
	panic("no go.mod above " + dir)
}
