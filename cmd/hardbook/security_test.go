package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestSecurity: every test that SECURITY.md names is there, and whatever it says
// could go wrong names one, and says what is not protected.
func TestSecurity(t *testing.T) {
	page := string(pages(t)["SECURITY.md"])
	named := regexp.MustCompile("`([a-z/]+) (Test\\w+)(?:/(\\w+))?`")
	for _, m := range named.FindAllStringSubmatch(page, -1) {
		if err := hasTest(m[1], m[2], m[3]); err != nil {
			t.Errorf("SECURITY.md names %s: %v", m[0], err)
		}
	}
	if all, well := strings.Count(page, "Test"), len(named.FindAllString(page, -1)); all != well || well < 40 {
		t.Errorf("SECURITY.md says Test %d times, and %d of them in the form `folder TestName`", all, well)
	}
	_, threats, _ := strings.Cut(page, "\n## What there is to protect\n")
	threats, _, _ = strings.Cut(threats, "\n## What no program")
	sections := strings.Split(threats, "\n## ")[1:]
	for _, s := range sections {
		heading, _, _ := strings.Cut(s, "\n")
		if !named.MatchString(s) || !strings.Contains(s, "**Not protected:**") {
			t.Errorf("SECURITY.md names no test under %q, or does not say what is not protected", heading)
		}
	}
	if len(sections) < 8 {
		t.Errorf("SECURITY.md has %d sections about what could go wrong", len(sections))
	}
	for _, wrong := range [][3]string{{"cmd/hardbook", "TestOfNothing"}, {"runbook/nowhere", "TestSecurity"}, {"runbook", "TestSecurity"}, {"cmd/hardbook", "TestScripts", "nothing"}} {
		if hasTest(wrong[0], wrong[1], wrong[2]) == nil {
			t.Errorf("%q passes", wrong)
		}
	}
}

// hasTest says what is wrong with a test of that name in a folder, and with a
// script of that name, where the test runs scripts.
func hasTest(folder, name, script string) error {
	dir := filepath.Join("..", "..", filepath.FromSlash(folder))
	files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	if err != nil {
		return err
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if strings.Contains(string(source), "\nfunc "+name+"(t *testing.T) {") {
			if script != "" {
				_, err = os.Stat(filepath.Join(dir, "testdata", script+".txtar"))
			}
			return err
		}
	}
	return fmt.Errorf("there is no such test in %s", folder)
}
