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

	"hardbook/runbook/needs"
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
	hardbook = filepath.Join(scratch, "hardbook")
	build := exec.Command("go", "build", "-o", hardbook, "../../cmd/hardbook")
	build.Stderr = os.Stderr
	// Hundreds of processes are started, each of which takes several times as
	// long with the race detector. It watches over the same code in the tests of
	// cmd/hardbook and runbook/live.
	build.Env = append(os.Environ(), "GOFLAGS="+strings.ReplaceAll(os.Getenv("GOFLAGS"), "-race", ""))
	if err := build.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "hardbook does not build:", err)
		return 1
	}
	return m.Run()
}

// need skips the test where a program is missing and says how to get it. On a
// machine that checks changes a missing program is a failure.
func need(t *testing.T, programs ...string) {
	t.Helper()
	for _, p := range programs {
		needs.Program(t, p)
		if p == "unshare" {
			_, err := cutOff()
			needs.Found(t, err, p)
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
