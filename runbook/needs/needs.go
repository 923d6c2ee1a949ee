// Package needs is for tests: what a test needs of the machine. Where it is
// missing the test is skipped and says how to get it; where changes are checked
// (CI=true) nothing may skip, so there it fails.
package needs

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Program is the path of a program, which a package or a command brings.
func Program(t testing.TB, name, howToGet string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	Found(t, err, name, howToGet)
	return path
}

// Found skips or fails the test when err says that something is missing.
func Found(t testing.TB, err error, what, howToGet string) {
	t.Helper()
	if err == nil {
		return
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is missing: %s", what, howToGet)
	}
	t.Skipf("%s is missing: %s", what, howToGet)
}

// NPM is the path of a file of the packages in .ci/npm, for tests in a package
// of runbook/.
func NPM(t testing.TB, file string) string {
	t.Helper()
	path := filepath.Join("..", "..", ".ci", "npm", "node_modules", file)
	_, err := os.Stat(path)
	Found(t, err, file, "npm ci --prefix .ci/npm")
	return path
}
