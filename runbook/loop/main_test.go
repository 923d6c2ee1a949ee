//go:build loop

package loop

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
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
	defer func() { stopAWS() }()
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

// awsV2 is where Debian puts version 2 of the aws command.
const awsV2 = "/usr/bin/aws"

// need skips the test where a program is missing and says how to get it. On a
// machine that checks changes a missing program is a failure.
func need(t *testing.T, programs ...string) {
	t.Helper()
	how := map[string]string{
		"aws": "pip install awscli", "moto_server": "pip install 'moto[server]'", awsV2: "apt-get install awscli",
		"bash": "apt-get install bash", "zsh": "apt-get install zsh", "shellcheck": "apt-get install shellcheck",
		"unshare": "apt-get install util-linux; it must be allowed to make a network namespace",
	}
	var missing []string
	for _, p := range programs {
		_, err := exec.LookPath(p)
		if err == nil && p == "unshare" {
			_, err = cutOff()
		}
		if err != nil {
			missing = append(missing, fmt.Sprintf("%s is missing (%s)", p, how[p]))
		}
	}
	if len(missing) == 0 {
		return
	}
	if os.Getenv("CI") == "true" {
		t.Fatal(strings.Join(missing, "; "))
	}
	t.Skip(strings.Join(missing, "; "))
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

// program is the path of a program. Of a pyenv shim it is the program behind
// it: the shim takes 0.1 s, each of hundreds of times.
func program(name string) (string, error) {
	path, err := exec.LookPath(name)
	if err != nil {
		return "", err
	}
	if text, err := os.ReadFile(path); err == nil && bytes.Contains(text, []byte("PYENV_ROOT")) {
		if real, err := exec.Command("pyenv", "which", name).Output(); err == nil {
			return strings.TrimSpace(string(real)), nil
		}
	}
	return path, nil
}
