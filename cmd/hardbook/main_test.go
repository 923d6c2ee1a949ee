package main

import (
	"fmt"
	"os"
	"os/exec"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes "hardbook" a command of the scripts: the real one, in a
// process of its own.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"hardbook": main,
	})
}

// TestScripts runs every script of testdata. They see no AWS configuration.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		UpdateScripts:       os.Getenv("UPDATE") != "",
		Condition: func(name string) (bool, error) {
			if name != "unshare" {
				return false, fmt.Errorf("no condition %q", name)
			}
			err := exec.Command("unshare", "-n", "true").Run()
			if err != nil && os.Getenv("CI") != "" {
				t.Errorf("unshare -n must work here: run as root, with util-linux installed: %v", err)
			}
			return err == nil, nil
		},
		Setup: func(e *testscript.Env) error {
			e.Setenv("AWS_CONFIG_FILE", "/dev/null")
			e.Setenv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
			e.Setenv("AWS_EC2_METADATA_DISABLED", "true")
			return nil
		},
	})
}
