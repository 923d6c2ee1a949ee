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
		t.Errorf("out/example is not current; run: go run ./cmd/hardbook generate\n%.4000s", out)
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

// TestImportRules: imports run one way, so that a judge can never reach the
// network and the SDK stays in one place.
func TestImportRules(t *testing.T) {
	allowed := map[string][]string{ // package: what of this module it may import
		"policies":                {"runbook/config"},
		"policies/reference":      {}, // for tests alone: no list below has it
		"runbook/names":           {"runbook/config"},
		"runbook/testneeds":       {}, // the same
		"runbook/replay":          {}, // the same
		"templates":               {},
		"runbook/child":           {"runbook/quote"}, // starts a credential_process, and is the only one that starts anything
		"runbook/config":          {},
		"runbook/evidence":        {"runbook/config", "runbook/quote"},
		"runbook/filterpattern":   {"runbook/names"},                   // tables that text, policies and judges share
		"runbook/eventrule":       {"runbook/config", "runbook/names"}, // the same
		"runbook/calls":           {"runbook/config", "runbook/eventrule", "runbook/evidence", "runbook/names"},
		"runbook/permissions":     {"runbook/config", "runbook/eventrule", "runbook/evidence", "runbook/names"}, // evidence for the form of a grant
		"runbook":                 {"policies", "runbook/config", "runbook/evidence", "runbook/names"},
		"runbook/steps":           {"runbook", "runbook/calls", "runbook/config", "runbook/eventrule", "runbook/evidence", "runbook/filterpattern", "runbook/iam", "runbook/judge", "runbook/names"},
		"runbook/judge":           {"runbook", "runbook/calls", "runbook/config", "runbook/eventrule", "runbook/evidence", "runbook/filterpattern", "runbook/iam", "runbook/names"},
		"runbook/iam":             {"runbook/evidence", "runbook/names"},
		"runbook/attested":        {"runbook/config", "runbook/verify"},
		"runbook/example":         {},
		"runbook/mfa":             {},
		"runbook/live":            {"runbook", "runbook/child", "runbook/config", "runbook/evidence", "runbook/names", "runbook/quote"},
		"runbook/hint":            {"runbook/quote"},
		"runbook/quote":           {},
		"runbook/render":          {"policies", "runbook", "runbook/config", "runbook/eventrule", "runbook/evidence", "runbook/filterpattern", "runbook/names", "runbook/permissions", "runbook/quote", "runbook/render/parallel", "runbook/shell", "runbook/standard", "runbook/verify"},
		"runbook/render/folder":   {"runbook/hint", "runbook/render/parallel", "runbook/verify"}, // verify tells which files of state can be read again
		"runbook/render/parallel": {},
		"runbook/report":          {"runbook", "runbook/names", "runbook/quote", "runbook/terminal", "runbook/verify"},
		"runbook/shell":           {},
		"runbook/standard":        {"runbook"},
		"runbook/verify":          {"runbook", "runbook/evidence"},
		"runbook/fakes":           {"runbook", "runbook/config", "runbook/evidence", "runbook/render", "runbook/steps", "templates"}, // for tests alone
		"runbook/terminal":        {"runbook/quote"},
	}
	for _, line := range goList(t, "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...") {
		fields := strings.Fields(line)
		pkg := strings.TrimPrefix(fields[0], module)
		may, known := allowed[pkg]
		if !known && !strings.HasPrefix(pkg, "cmd/") && pkg != "runbook/loop" && pkg != "runbook/browser" {
			t.Errorf("package %s has no rule here", pkg)
		}
		for _, imported := range fields[1:] {
			own, isOwn := strings.CutPrefix(imported, module)
			if isOwn && (known && !slices.Contains(may, own) || slices.Contains([]string{"policies/reference", "runbook/fakes", "runbook/testneeds", "runbook/replay"}, own)) {
				t.Errorf("%s imports %s", pkg, own)
			}
			if strings.HasPrefix(imported, "github.com/aws/") && pkg != "runbook/live" {
				t.Errorf("%s imports %s: only runbook/live may", pkg, imported)
			}
			if imported == "os/exec" && pkg != "runbook/testneeds" && pkg != "runbook/child" || imported == "plugin" || imported == "unsafe" && pkg != "runbook/render/folder" {
				t.Errorf("%s imports %s", pkg, imported)
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
