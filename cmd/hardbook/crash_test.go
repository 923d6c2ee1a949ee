package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"hardbook/runbook/session"
	"hardbook/runbook/testneeds"
)

// program is hardbook in a process of its own: this test binary by that name.
func program(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, args...)
	cmd.Args[0], cmd.Dir = "hardbook", t.TempDir() // see TestMain; no config there, so it is the example
	return cmd
}

// versions are command lines that write the same book in versions that can be told
// apart, by their title and by whether they have ticks.
func versions(out string) [][]string {
	return [][]string{
		{"generate", "-o", out, "--title", "Version one"},
		{"verify", "--evidence", "example", "-o", out, "--title", "Version two"},
		{"generate", "-o", out, "--title", "Version three"},
		{"verify", "--evidence", "example", "-o", out, "--title", "Version four", "--format", "json"},
	}
}

// done runs a command to its end. verify of the example has something to do.
func done(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	var said bytes.Buffer
	cmd.Stderr = &said
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !(cmd.Args[1] == "verify" && errors.As(err, &exit) && exit.ExitCode() == exitOpen) {
		t.Errorf("%v: %v\n%s", cmd.Args, err, &said)
	}
}

// started is an output folder with a book in it, and a file of the reader's own.
func started(t *testing.T) (out, book string) {
	t.Helper()
	out = t.TempDir()
	book = filepath.Join(out, session.ExampleName)
	done(t, program(t, versions(out)[0]...))
	if err := os.WriteFile(filepath.Join(book, "mine.txt"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	return out, book
}

// TestTwoAtOnce: of two that write one book at a time both do their work, and the
// book is that of one of them.
func TestTwoAtOnce(t *testing.T) {
	t.Parallel()
	out, book := started(t)
	all := versions(out)
	for i := range short(4, 8) {
		one, two := program(t, all[i%4]...), program(t, all[(i/4+i+1)%4]...)
		ended := make(chan bool)
		go func() { done(t, one); ended <- true }()
		done(t, two)
		<-ended
		if err := whole(book); err != nil || len(litter(t, out)) > 0 {
			t.Fatalf("after %v beside %v: %v, and beside the book %q", one.Args, two.Args, err, litter(t, out))
		}
	}
}

// TestKilled: however hardbook is stopped, and whenever, the book is one whole
// version, and the next run cleans up.
func TestKilled(t *testing.T) {
	for seed := range uint64(2) { // 200 in all, side by side
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			kill(t, rand.New(rand.NewPCG(1, seed)), short(15, 100))
		})
	}
}

// kill stops hardbook that many times, at random.
func kill(t *testing.T, random *rand.Rand, times int) {
	t.Helper()
	out, book := started(t)
	all := versions(out)
	start := time.Now()
	done(t, program(t, all[1]...))
	took, hit, ordered := time.Since(start), 0, 0
	for i := range times {
		cmd := program(t, all[i%4]...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		moment := time.Duration(random.Int64N(int64(took)))
		if i%3 > 0 { // most of the time goes into the making: wait for the writing
			for deadline := time.Now().Add(10 * took); len(litter(t, out)) == 0 && time.Now().Before(deadline); {
				time.Sleep(200 * time.Microsecond)
			}
			moment = time.Duration(random.Int64N(int64(took) / 6))
		}
		time.Sleep(moment)
		end := os.Kill
		if i%10 == 9 && runtime.GOOS != "windows" {
			end = os.Interrupt
		}
		_ = cmd.Process.Signal(end) // it may have ended
		_ = cmd.Wait()
		left := len(litter(t, out)) > 0
		if left {
			hit++
		}
		if cmd.ProcessState.Exited() {
			if ordered++; left {
				t.Fatalf("%d: %v ended by itself and left %q", i, cmd.Args, litter(t, out))
			}
		}
		// Where the system cannot exchange two folders the book may be away for a moment.
		err := whole(book)
		if away := errors.Is(err, fs.ErrNotExist); i%10 == 0 || away && runtime.GOOS != "linux" {
			done(t, program(t, all[2]...))
			if err == nil || away && runtime.GOOS != "linux" {
				err = whole(book)
			}
			if names := litter(t, out); err == nil && len(names) > 0 {
				err = fmt.Errorf("the next run left %q", names)
			}
		}
		if err != nil {
			t.Fatalf("%d: after %v was stopped: %v", i, cmd.Args, err)
		}
	}
	done(t, program(t, all[0]...))
	if err := whole(book); err != nil || len(litter(t, out)) > 0 {
		t.Fatalf("at the end: %v, and beside the book %q", err, litter(t, out))
	}
	if t.Logf("%d stopped: %d left something, %d had ended", times, hit, ordered); hit < times/10 {
		t.Errorf("only %d of %d were stopped while they wrote: this test proves too little", hit, times)
	}
}

// short is the smaller number in the quick tests.
func short(small, large int) int {
	if testneeds.Quick() {
		return small
	}
	return large
}
