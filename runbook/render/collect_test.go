package render

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/testneeds"
)

// collect runs the example's collect.sh with a fake aws command, and returns
// the folder it ran in, what it said, and its exit code.
func collect(t *testing.T, identity string, args ...string) (dir, said string, code int) {
	t.Helper()
	return collectFrom(t, fakeAWS(identity), args...)
}

// fakeAWS is an aws command that runs identity when it is asked whose credentials
// these are, and answers nothing else.
func fakeAWS(identity string) string {
	return "#!/bin/sh\ncase \"$*\" in\n(--version) printf 'aws-cli/2.0 \"x\" \\\\\\nmore\\n' ;;\n" +
		"('sts get-caller-identity '*) " + identity + " ;;\n(*) exit 255 ;;\nesac\n"
}

// collectFrom does so with any program in the place of the aws command.
func collectFrom(t *testing.T, fake string, args ...string) (dir, said string, code int) {
	t.Helper()
	dir = t.TempDir()
	said, code = collectIn(t, dir, fake, args...)
	return dir, said, code
}

// collectIn does so in a folder.
func collectIn(t *testing.T, dir, fake string, args ...string) (said string, code int) {
	t.Helper()
	bin := t.TempDir()
	if err := os.WriteFile(filepath.Join(bin, "aws"), []byte(fake), 0o700); err != nil {
		t.Fatal(err)
	}
	script := filepath.Join(bin, "collect.sh")
	if err := os.WriteFile(script, filesOf(t, config.Example(), nil)["collect.sh"], 0o600); err != nil {
		t.Fatal(err)
	}
	// Without the pauses of wait_until.
	if err := os.WriteFile(filepath.Join(bin, "sleep"), []byte("#!/bin/sh\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(testneeds.Program(t, "bash"), append([]string{script}, args...)...)
	cmd.Dir, cmd.Env = dir, []string{"PATH=" + bin + ":/usr/bin:/bin", "HOME=" + dir}
	out, _ := cmd.CombinedOutput()
	return string(out), cmd.ProcessState.ExitCode()
}

func TestCollectScript(t *testing.T) {
	const arn = `arn:aws:iam::111122223333:user/a"b\c/x`
	dir, said, code := collect(t, `printf '%s\n' '111122223333 `+arn+`'`, "evidence")
	if code != 0 || !strings.Contains(said, "The answers are in evidence") {
		t.Fatalf("exit code %d: %s", code, said)
	}
	root, err := os.OpenRoot(filepath.Join(dir, "evidence"))
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	e, err := evidence.Open(root.FS(), config.Example())
	if err != nil || e.Manifest.Identity != arn || e.Manifest.Account != "111122223333" || e.Manifest.AWS != `aws-cli/2.0 "x" \` {
		t.Errorf("the manifest is %+v, %v", e.Manifest, err)
	}
	for name, mode := range map[string]os.FileMode{"evidence": 0o700, "evidence/us-east-1": 0o700, "evidence/manifest.json": 0o600} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: %v, %v, want %v", name, info.Mode(), err, mode)
		}
	}
}

// TestCollectScriptTakesNoPath: a Region that an answer names is a folder's name, or
// it is left out, as evidence.Evidence does.
func TestCollectScriptTakesNoPath(t *testing.T) {
	dir, said, code := collectFrom(t, `#!/bin/sh
case "$*" in
(--version) echo aws-cli/2.0 ;;
('sts get-caller-identity '*) echo 111122223333 arn:aws:iam::111122223333:root ;;
('ec2 describe-regions '*text*) printf 'us-east-1\t../../escaped\t..\t-x\ta/b\tUS\tx;y\teu-west-3\n' ;;
(*) echo '{}' ;;
esac
`, "evidence")
	if code != 0 || strings.Count(said, "this names no Region: ../../escaped\n") == 0 {
		t.Errorf("exit code %d: %s", code, said)
	}
	entries, err := os.ReadDir(filepath.Join(dir, "evidence"))
	if err != nil {
		t.Fatal(err)
	}
	names := ""
	for _, e := range entries {
		names += e.Name() + " "
	}
	if names != "eu-west-3 manifest.json us-east-1 " {
		t.Errorf("evidence holds %s", names)
	}
	if beside, err := os.ReadDir(dir); err != nil || len(beside) > 2 { // evidence, and its zip
		t.Errorf("beside evidence there are %v, %v", beside, err)
	}
}

// TestCollectScriptAddsToNoArchive: zip would add to one of an earlier collection, of
// another account even, and the answers that this one was refused would be those.
func TestCollectScriptAddsToNoArchive(t *testing.T) {
	for name, make := range map[string]func(path string) error{
		"a file": func(path string) error { return os.WriteFile(path, []byte("of another account"), 0o600) },
		"a link": func(path string) error { return os.Symlink("nowhere", path) },
	} {
		for _, folder := range []string{"evidence", "evidence/"} {
			work := t.TempDir()
			if err := make(filepath.Join(work, "evidence.zip")); err != nil {
				t.Fatal(err)
			}
			said, code := collectIn(t, work, fakeAWS("echo 111122223333 arn"), folder)
			if entries, err := os.ReadDir(work); code != 1 || !strings.Contains(said, "evidence.zip is there already") || len(entries) != 1 {
				t.Errorf("%s, %s: exit code %d, it left %v, %v; it said %s", name, folder, code, entries, err, said)
			}
		}
	}
}

// TestCollectScriptNamesWhatIsMissing: an aws that does not know a command leaves an
// answer out, which the script says.
func TestCollectScriptNamesWhatIsMissing(t *testing.T) {
	_, said, code := collectFrom(t, `#!/bin/sh
case "$*" in
(--version) echo aws-cli/2.0 ;;
('sts get-caller-identity '*) echo 111122223333 arn:aws:iam::111122223333:root ;;
(*public-access*) echo "aws: error: argument operation: Invalid choice, valid choices are:" >&2; exit 252 ;;
(*) echo '{}' ;;
esac
`, "evidence")
	_, missing, found := strings.Cut(said, "These answers are missing:\n")
	if code != 0 || !found || !strings.HasPrefix(missing, "evidence/us-east-1/") || !strings.Contains(missing, "public-access") {
		t.Errorf("exit code %d: %s", code, said)
	}
}

func TestCollectScriptStops(t *testing.T) {
	for name, c := range map[string]struct {
		identity string
		args     []string
		code     int
		says     string
	}{
		"wrong account":  {"echo 999988887777 arn:aws:iam::999988887777:root", nil, 64, "You are signed in to 999988887777"},
		"longer account": {"echo 1111222233334 arn", nil, 64, "Stopped"},
		"no credentials": {"exit 255", nil, 1, ""},
		"an option":      {"echo 111122223333 arn", []string{"--help"}, 64, "Use: bash collect.sh"},
		"a folder there": {"echo 111122223333 arn", []string{"."}, 1, "mkdir"},
	} {
		dir, said, code := collect(t, c.identity, c.args...)
		entries, _ := os.ReadDir(dir)
		if code != c.code || !strings.Contains(said, c.says) || len(entries) != 0 {
			t.Errorf("%s: exit code %d, want %d; it made %v; it said %s", name, code, c.code, entries, said)
		}
	}
}

func TestCollectScriptIsSound(t *testing.T) {
	bash, shellcheck := testneeds.Program(t, "bash"), testneeds.Program(t, "shellcheck")
	listed := config.Example()
	listed.Account.Regions = []string{"us-east-1", "eu-central-1"}
	for _, cfg := range []config.Config{config.Example(), listed} {
		script := filesOf(t, cfg, nil)["collect.sh"]
		file := filepath.Join(t.TempDir(), "collect.sh")
		if err := os.WriteFile(file, script, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{{bash, "-n", file}, {shellcheck, "-Swarning", file}} {
			if out, err := exec.Command(args[0], args[1:]...).CombinedOutput(); err != nil || len(out) > 0 {
				t.Errorf("%s: %v\n%s", args[0], err, out)
			}
		}
		// No jq, no python: only what every shell account has.
		if text := string(script); strings.Contains(text, "jq ") || strings.Contains(text, "python") {
			t.Error("collect.sh uses more than bash and aws")
		}
	}
}
