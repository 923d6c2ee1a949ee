package main

import (
	"bytes"
	"crypto/sha256"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hardbook/runbook/needs"
)

// TestReleaseBuild: the build command of CONTRIBUTING.md gives the same bytes in
// whatever folder the source lies, so that anybody can tell that a binary was made
// of it. The offline build is made with an empty cache the second time: nothing of
// the first build helps. The whole build takes both from the cache, since to compile
// the AWS SDK takes minutes.
func TestReleaseBuild(t *testing.T) {
	needs.Whole(t, "it builds the program four times")
	_, command, ok := strings.Cut(string(pages(t)["CONTRIBUTING.md"]), "\nCGO_ENABLED=0 go build ")
	if command, _, _ = strings.Cut(command, "\n"); !ok || !strings.Contains(command, "-trimpath") {
		t.Fatalf("CONTRIBUTING.md has no command that makes a release: %q", command)
	}
	needs.Program(t, "sh", "it is on every Unix")
	here, there := copyOfSources(t), copyOfSources(t)
	git := exec.Command(needs.Program(t, "git", "apt-get install git"), "-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "-q", "--allow-empty", "-m", "x")
	git.Dir = there // one of the two is a checkout, which Go would note
	if out, err := exec.Command(git.Path, "init", "-q", there).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if out, err := git.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Run("offline", func(t *testing.T) {
		a := built(t, here, "", strings.Replace(command, "./cmd", "-tags offline ./cmd", 1))
		b := built(t, there, t.TempDir(), strings.Replace(command, "./cmd", "-tags offline ./cmd", 1))
		same(t, a, b)
	})
	t.Run("whole", func(t *testing.T) {
		planned := exec.Command("sh", "-c", "CGO_ENABLED=0 go build -n "+command)
		planned.Dir, planned.Env = here, asIs()
		out, err := planned.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		if bytes.Contains(out, []byte(" -p github.com/aws/aws-sdk-go-v2/service/ec2 ")) {
			t.Skip("the AWS SDK is not in the build cache; to have it there: CGO_ENABLED=0 go build -o /dev/null " + command)
		}
		same(t, built(t, here, "", command), built(t, there, "", command))
	})
}

// built is the program, built in dir by the command, with a build cache of its own
// where one is named.
func built(t *testing.T, dir, cache, command string) []byte {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "hardbook")
	cmd := exec.Command("sh", "-c", "CGO_ENABLED=0 go build -o '"+binary+"' "+command)
	cmd.Dir = dir
	cmd.Env = asIs()
	if cache != "" {
		cmd.Env = append(cmd.Env, "GOCACHE="+cache)
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	content, err := os.ReadFile(binary)
	if err != nil || len(content) < 1<<20 {
		t.Fatalf("the binary has %d bytes: %v", len(content), err)
	}
	if bytes.Contains(content, []byte(dir)) {
		t.Errorf("the binary holds the name of the folder in which it was made")
	}
	return content
}

// asIs is this process's environment, but with Go's own default for flags.
func asIs() []string { return append(os.Environ(), "GOFLAGS=-buildvcs=auto") }

func same(t *testing.T, a, b []byte) {
	t.Helper()
	if !bytes.Equal(a, b) {
		t.Errorf("two builds differ: %x and %x", sha256.Sum256(a), sha256.Sum256(b))
	}
}
