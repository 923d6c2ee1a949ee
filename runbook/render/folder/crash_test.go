package folder

import (
	"bufio"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"hardbook/runbook/hint"
)

// wantAorB checks that the folder is wholly one version, plus the reader's.
func wantAorB(t *testing.T, out string) {
	t.Helper()
	dir := filepath.Join(out, "acct")
	wantSound(t, dir)
	files := versionA
	if ok, err := there(filepath.Join(dir, "only-B.md")); ok || err != nil {
		files = versionB
	}
	want := text{"mine/notes": "n"}
	for p, b := range files {
		want[p] = string(b)
	}
	wantTree(t, dir, want)
	wantClean(t, out, "acct")
}

// start makes a folder with version A and something of the reader's.
func start(t *testing.T) (out string) {
	out = t.TempDir()
	check(t, Write(out, "acct", versionA))
	fillDir(t, filepath.Join(out, "acct"), text{"mine/notes": "n"})
	return out
}

func TestKill(t *testing.T) {
	const times = 40
	for _, do := range []string{"loop", "loop-fallback"} {
		t.Run(do, func(t *testing.T) {
			out := start(t)
			left, away := 0, 0
			for range times {
				cmd := child(do, out)
				pipe, err := cmd.StdoutPipe()
				check(t, err)
				check(t, cmd.Start())
				if line, err := bufio.NewReader(pipe).ReadString('\n'); err != nil {
					t.Fatalf("child: %v %s", err, line)
				}
				time.Sleep(time.Duration(rand.IntN(40_000)) * time.Microsecond)
				check(t, cmd.Process.Kill())
				cmd.Wait()
				if found, _ := leftovers(out); len(found) > 0 {
					left++
				}
				if ok, _ := there(filepath.Join(out, "acct")); !ok {
					away++
				}
				check(t, Recover(out))
				if wantAorB(t, out); t.Failed() {
					t.FailNow()
				}
			}
			if left == 0 || do == "loop-fallback" && away == 0 {
				t.Error("no kill hit a write at work: this test proves nothing")
			}
			if do == "loop" && runtime.GOOS == "linux" && away > 0 {
				t.Errorf("the folder was away %d times, though the system can exchange", away)
			}
			t.Logf("%d kills: %d left something, %d with the folder away", times, left, away)
		})
	}
}

func TestCrashBetweenRenames(t *testing.T) {
	for name, next := range map[string]func(out string) error{
		"Recover": Recover,
		"Write":   func(out string) error { return Write(out, "acct", versionA) },
	} {
		t.Run(name, func(t *testing.T) {
			out := start(t)
			if err := child("die-between", out).Run(); err == nil {
				t.Fatal("the child lived")
			}
			if ok, _ := there(filepath.Join(out, "acct")); ok {
				t.Fatal("the folder is in place: the child died elsewhere")
			}
			check(t, next(out))
			wantAorB(t, out)
			if ok, _ := there(filepath.Join(out, "acct", "only-A.md")); !ok {
				t.Error("the old folder did not come back")
			}
		})
	}
}

func TestCrashBetweenRenamesPlaceTaken(t *testing.T) {
	out := start(t)
	child("die-between", out).Run()
	fillDir(t, out, text{"acct/other": "o"})
	before := tree(t, out)
	for _, err := range []error{Recover(out), Write(out, "acct", versionA)} {
		if hint.Of(err) == "" || !strings.Contains(err.Error(), "its place is taken") {
			t.Errorf("error %v", err)
		}
	}
	wantTree(t, out, before)
	// As the hint says.
	check(t, os.Rename(filepath.Join(out, "acct"), filepath.Join(t.TempDir(), "x")))
	check(t, Recover(out))
	wantAorB(t, out)
}

func TestSecondRenameFails(t *testing.T) {
	out, sys, n := start(t), poor(), 0
	sys.rename = func(from, to string) error {
		if n++; n == 2 {
			return &os.LinkError{Op: "rename", Old: from, New: to, Err: errors.New("no luck")}
		}
		return os.Rename(from, to)
	}
	wantHint(t, sys.write(out, "acct", versionB), "no luck")
	wantAorB(t, out)
	if ok, _ := there(filepath.Join(out, "acct", "only-A.md")); !ok {
		t.Error("the old folder is not back")
	}
}

func TestFallbackWrites(t *testing.T) {
	out := start(t)
	for i := range 4 {
		check(t, loop(poor(), out, 1+i%2, io.Discard))
		wantAorB(t, out)
	}
}

func TestRecoverLeavesOthersAlone(t *testing.T) {
	check(t, Recover(filepath.Join(t.TempDir(), "missing")))
	out := t.TempDir()
	check(t, Recover(out))
	wantTree(t, out, text{}) // no lock either
	for i, name := range []string{"build", "new/file/x", "old/acct/x"} {
		fillDir(t, out, text{".tmp-" + strconv.Itoa(i) + "/" + name: "x"})
	}
	fillDir(t, out, text{".tmp-mine/new/x": "x", ".tmp-9": "x", ".tmp-3/new/acct/half": "x", ".tmp-4/gone/acct/half": "x"})
	check(t, os.Mkdir(filepath.Join(out, ".tmp-5"), 0o700))
	check(t, Recover(out))
	wantTree(t, out, text{".lock": "", ".tmp-0/build": "x", ".tmp-mine/new/x": "x", ".tmp-9": "x", "acct/x": "x"})
}

func TestTwoWriters(t *testing.T) {
	out := start(t)
	one, two := child("some", out), child("some", out)
	check(t, one.Start())
	check(t, two.Start())
	done := make(chan error, 2)
	go func() { done <- one.Wait() }()
	go func() { done <- two.Wait() }()
	for waiting := 2; waiting > 0; {
		select {
		case err := <-done:
			waiting--
			check(t, err)
		default:
			check(t, Recover(out)) // must not harm a writer at work
			time.Sleep(time.Millisecond)
		}
	}
	wantAorB(t, out)
}
