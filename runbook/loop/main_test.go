//go:build loop

package loop

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"hardbook/runbook/testneeds"
)

// scratch is the folder of this run; hardbook and the programs that stand in
// the reader's PATH are in it.
var scratch, hardbook string

func TestMain(m *testing.M) {
	flag.Parse()
	os.Exit(run(m))
}

func run(m *testing.M) int {
	var err error
	if scratch, err = os.MkdirTemp("", "hardbook-loop-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(scratch)
	defer stopClouds()
	defer stopAWS()
	if hardbook, err = build("hardbook", "../../cmd/hardbook"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return m.Run()
}

// build makes the program of a package in the folder of this run, without the race
// detector: thousands of processes are started, each of which takes several times
// as long with it. It watches over the same code in the tests of cmd/hardbook and
// runbook/live.
func build(name, source string) (string, error) {
	program := filepath.Join(scratch, name)
	cmd := exec.Command("go", "build", "-o", program, source)
	cmd.Env = append(os.Environ(), "GOFLAGS="+strings.ReplaceAll(os.Getenv("GOFLAGS"), "-race", ""))
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%s does not build: %w\n%s", source, err, out)
	}
	return program, nil
}

// need skips the test where a program is missing and says how to get it. On a
// machine that checks changes a missing program is a failure.
func need(t *testing.T, programs ...string) {
	t.Helper()
	for _, p := range programs {
		testneeds.Program(t, p)
		if p == "unshare" {
			_, err := cutOff()
			testneeds.Found(t, err, p)
		}
	}
}

// slow leaves a test out of the quick ones.
func slow(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("left out with -short")
	}
}

// cutOff is how to start a program that has no network at all.
var cutOff = sync.OnceValues(func() ([]string, error) {
	for _, try := range [][]string{{"unshare", "-n"}, {"unshare", "-r", "-n"}} {
		if exec.Command(try[0], append(try[1:], "true")...).Run() == nil {
			return try, nil
		}
	}
	return nil, errors.New("unshare may not make a network namespace")
})
