package main

import (
	"bytes"
	"crypto/sha256"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"hardbook/runbook/testneeds"
)

// TestReleaseBuild: .ci/release gives the same bytes in whatever folder the source
// lies, so that anybody can tell that a binary was made of it. The offline build is
// made with an empty cache the second time: nothing of the first build helps. The
// whole build takes both from the cache, since to compile the AWS SDK takes minutes.
func TestReleaseBuild(t *testing.T) {
	testneeds.Whole(t, "it builds the program four times")
	here, there := copyOfSources(t), copyOfSources(t)
	git := exec.Command(testneeds.Program(t, "git"), "-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "-q", "--allow-empty", "-m", "x")
	git.Dir = there // one of the two is a checkout, which Go would note
	if out, err := exec.Command(git.Path, "init", "-q", there).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if out, err := git.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Run("offline", func(t *testing.T) {
		a := released(t, here, "TAGS=offline", "GOFLAGS=-buildvcs=auto -tags=mine")
		same(t, a, released(t, there, "TAGS=offline", "GOFLAGS=-tags=yours", "GOAMD64=v2", "GOCACHE="+t.TempDir()))
		inventory(t, a, "offline")
	})
	t.Run("whole", func(t *testing.T) {
		planned := exec.Command("go", "build", "-n", "-trimpath", "./cmd/hardbook")
		planned.Dir, planned.Env = here, append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=-mod=readonly")
		out, err := planned.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		if bytes.Contains(out, []byte(" -p github.com/aws/aws-sdk-go-v2/service/ec2 ")) {
			t.Skip("the AWS SDK is not in the build cache; to have it there: CGO_ENABLED=0 go build -trimpath -o /dev/null ./cmd/hardbook")
		}
		a := released(t, here)
		same(t, a, released(t, there, "GOFLAGS=-buildvcs=auto"))
		inventory(t, a, "")
	})
}

// released are the files of a release for this machine, built from the sources in
// dir.
func released(t *testing.T, dir string, env ...string) map[string][]byte {
	t.Helper()
	testneeds.Program(t, "jq")
	script, err := os.ReadFile(filepath.Join("..", "..", ".ci", "release"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, ".ci", "release"), string(script))
	dist := filepath.Join(t.TempDir(), "dist")
	cmd := exec.Command(testneeds.Program(t, "sh"), filepath.Join(dir, ".ci", "release"), dist, runtime.GOOS+"/"+runtime.GOARCH)
	cmd.Env = append(os.Environ(), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	files := map[string][]byte{}
	entries, err := os.ReadDir(dist)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		content, err := os.ReadFile(filepath.Join(dist, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(content, []byte(dir)) {
			t.Errorf("%s holds the name of the folder in which it was made", e.Name())
		}
		files[e.Name()] = content
	}
	return files
}

func same(t *testing.T, a, b map[string][]byte) {
	t.Helper()
	for name := range maps.Keys(a) {
		if !bytes.Equal(a[name], b[name]) {
			t.Errorf("two builds of %s differ: %x and %x", name, sha256.Sum256(a[name]), sha256.Sum256(b[name]))
		}
	}
	if len(a) != 3 || len(b) != 3 {
		t.Errorf("the releases have %v and %v", slices.Sorted(maps.Keys(a)), slices.Sorted(maps.Keys(b)))
	}
}
