package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "hardbook/"

// TestExampleIsCurrent: the committed out/example is what generate writes.
func TestExampleIsCurrent(t *testing.T) {
	root, dir := goList(t, "-m", "-f", "{{.Dir}}")[0], t.TempDir() // the module's folder is known from inside only
	t.Chdir(dir)
	if code := run(t.Context(), []string{"generate"}, os.Stderr, os.Stderr); code != 0 {
		t.Fatalf("exit code %d", code)
	}
	diff := exec.Command("diff", "-r", filepath.Join(root, "out", "example"), filepath.Join(dir, "out", "example"))
	if out, err := diff.CombinedOutput(); err != nil {
		t.Errorf("out/example is out of date, run: go generate ./...\n%.4000s", out)
	}
}

// TestReadmeShowsARealSession: what README.md says verify prints, it prints.
func TestReadmeShowsARealSession(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join(goList(t, "-m", "-f", "{{.Dir}}")[0], "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	var stdout strings.Builder
	if code := run(t.Context(), []string{"verify", "--evidence", "example"}, &stdout, os.Stderr); code != 1 {
		t.Fatalf("exit code %d", code)
	}
	if !strings.Contains(string(readme), "$ hardbook verify --evidence example\n"+stdout.String()+"```") {
		t.Errorf("README.md shows another session than\n%s", &stdout)
	}
}

// TestImportRules says what may never be, whatever is added. Who imports whom is in
// docs/architecture.md, which is made of the code.
func TestImportRules(t *testing.T) {
	only := map[string]string{ // what is imported: who alone may
		"github.com/aws/":                "runbook/live",
		"net":                            "runbook/live",
		"net/http":                       "runbook/live",
		"crypto/tls":                     "runbook/live",
		"os/exec":                        "runbook/child", // a credential_process: nothing else is started
		"unsafe":                         "",
		"plugin":                         "",
		module + "runbook/live":          "runbook/session",
		module + "runbook/render/folder": "runbook/session", // the one that writes into the folder of books
		module + "templates":             "runbook/session", // others are given the templates, perhaps with an overlay
		module + "runbook/session":       "cmd/hardbook",
		"os":                             "cmd/hardbook runbook/child runbook/config runbook/evidence runbook/live runbook/prompt runbook/render/folder runbook/session runbook/terminal runbook/safefile",
	}
	never := map[string]string{ // who may not, and what, be it by way of others
		"runbook/steps":  "net net/http os/exec runbook/verify runbook/render runbook/report runbook/live runbook/terminal", // a judge sees answers, and gives verdicts
		"runbook/live":   "runbook/steps runbook/judge runbook/verify runbook/render runbook/report runbook/terminal",       // what asks AWS judges nothing
		"runbook/render": "net net/http os/exec runbook/steps runbook/judge",
		"runbook/quote":  "runbook", "runbook/words": "runbook", "runbook/mfa": "runbook/config runbook/evidence runbook/verify",
	}
	program := strings.Fields(strings.Join(goList(t, "-deps", "./cmd/hardbook"), " "))
	forTests := strings.Fields("docs/gen policies/reference runbook/browser runbook/fakes runbook/loop runbook/replay runbook/testneeds")
	for _, line := range goList(t, "-f", `{{.ImportPath}}|{{join .Imports " "}}|{{join .Deps " "}}`, "./...") {
		parts := strings.Split(line, "|")
		pkg, deps := strings.TrimPrefix(parts[0], module), strings.Fields(parts[2])
		inProgram := slices.Contains(program, parts[0])
		if inProgram == slices.Contains(forTests, pkg) {
			t.Errorf("%s is for tests and in the program, or neither", pkg)
		}
		for _, not := range strings.Fields(never[pkg]) {
			if slices.Contains(deps, not) || slices.Contains(deps, module+not) {
				t.Errorf("%s needs %s", pkg, not)
			}
		}
		for _, imported := range strings.Fields(parts[1]) {
			who, ruled := only[imported]
			if strings.HasPrefix(imported, "github.com/aws/") {
				who, ruled = only["github.com/aws/"], true
			}
			if ruled && inProgram && !slices.Contains(strings.Fields(who), pkg) {
				t.Errorf("%s imports %s: %q alone may", pkg, imported, who)
			}
		}
	}
}

// TestOfflineBuildHasNoNetwork: the offline build holds no AWS SDK and no HTTP
// or TLS. (The flag library brings package net, for flags that are addresses.)
func TestOfflineBuildHasNoNetwork(t *testing.T) {
	for _, dep := range goList(t, "-deps", "-tags", "offline", "./cmd/hardbook") {
		if dep == "net/http" || dep == "crypto/tls" || strings.HasPrefix(dep, "github.com/aws/") {
			t.Errorf("the offline build contains %s", dep)
		}
	}
}

// TestLiveRoadNeedsNoOtherSystem: of the files that the offline build leaves out,
// none is for another system than Linux alone. .ci/run vets only the offline build
// for other systems.
func TestLiveRoadNeedsNoOtherSystem(t *testing.T) {
	live := func(system string) []string {
		t.Setenv("GOOS", system)
		files := func(tags string) []string {
			const each = `{{$p := .ImportPath}}{{range .GoFiles}}{{$p}}/{{.}} {{end}}{{range .TestGoFiles}}{{$p}}/{{.}} {{end}}{{range .XTestGoFiles}}{{$p}}/{{.}} {{end}}`
			return strings.Fields(strings.Join(goList(t, "-tags", tags, "-f", each, "./..."), " "))
		}
		offline := files("offline")
		return slices.DeleteFunc(files(""), func(f string) bool { return slices.Contains(offline, f) })
	}
	onLinux := live("linux")
	for _, system := range []string{"darwin", "windows"} {
		found := live(system)
		if len(found) < 10 {
			t.Errorf("the live road on %s has only the files %v", system, found)
		}
		for _, file := range found {
			if !slices.Contains(onLinux, file) {
				t.Errorf("%s is on %s and not on Linux: no check of .ci/run sees it", file, system)
			}
		}
	}
}

func goList(t *testing.T, args ...string) []string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list"}, args...)...)
	cmd.Env = append(os.Environ(), "GOFLAGS=")
	cmd.Stderr = os.Stderr
	if args[0] != "-m" {
		cmd.Dir = goList(t, "-m", "-f", "{{.Dir}}")[0]
	}
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	if strings.TrimSpace(string(out)) == "" {
		t.Fatalf("go list %s says nothing", args)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}
