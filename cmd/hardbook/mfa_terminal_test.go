//go:build unix

package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/term"
)

// A person sits at a terminal where hardbook runs.
type person struct {
	t         *testing.T
	keys, tty *os.File
	cmd       *exec.Cmd
	before    term.State // of the terminal
	mu        sync.Mutex
	shown     strings.Builder
	eager     string // typed in the moment of the first prompt
}

func sitDown(t *testing.T, rows, columns uint16, env []string, args ...string) *person {
	t.Helper()
	keys, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = keys.Close(), tty.Close() })
	if err := pty.Setsize(tty, &pty.Winsize{Rows: rows, Cols: columns}); err != nil {
		t.Fatal(err)
	}
	state, err := term.GetState(int(tty.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	p := &person{t: t, keys: keys, tty: tty, before: *state, cmd: exec.Command("hardbook", args...)}
	p.cmd.Stdin, p.cmd.Stdout, p.cmd.Stderr = tty, tty, tty
	p.cmd.Env = append(os.Environ(), env...)
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true} // so that Ctrl-C reaches it
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return p
}

// looks starts to look at the terminal.
func (p *person) looks() *person {
	go func() {
		some := make([]byte, 1024)
		for {
			n, err := p.keys.Read(some)
			p.mu.Lock()
			p.shown.Write(some[:n])
			if p.eager != "" && strings.HasSuffix(p.shown.String(), ": ") {
				_, _ = p.keys.WriteString(p.eager) // what is not typed, nobody answers
				p.eager = ""
			}
			p.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	return p
}

// sees is what the terminal got so far.
func (p *person) sees() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return strings.ReplaceAll(p.shown.String(), "\r\n", "\n")
}

// wait waits until the terminal shows something.
func (p *person) wait(what string) {
	p.t.Helper()
	pattern := regexp.MustCompile(what)
	for begin := time.Now(); !pattern.MatchString(p.sees()); time.Sleep(10 * time.Millisecond) {
		if time.Since(begin) > 30*time.Second {
			_ = p.cmd.Process.Kill()
			p.t.Fatalf("the terminal does not show %q but\n%q", what, p.sees())
		}
	}
}

func (p *person) types(text string) {
	p.t.Helper()
	if _, err := p.keys.WriteString(text); err != nil {
		p.t.Fatal(err)
	}
}

// end is the exit code, and all that was shown. The terminal must be as before.
func (p *person) end(last string) (int, string) {
	p.t.Helper()
	_ = p.cmd.Wait() // the exit code tells
	p.wait(last)
	state, err := term.GetState(int(p.tty.Fd()))
	if err != nil || *state != p.before {
		p.t.Errorf("the terminal is not as it was before: %v", err)
	}
	return p.cmd.ProcessState.ExitCode(), p.sees()
}

// TestMFASeedIsNotShown: a seed that is typed, or pasted at once, stays unseen.
func TestMFASeedIsNotShown(t *testing.T) {
	for range 8 { // a race with what shows it would be lost now and then
		p := sitDown(t, 24, 80, nil, "mfa", "codes")
		p.eager = rfcSeed + "\r"
		p.looks()
		code, shown := p.end("after that\n$")
		if code != 0 || !regexp.MustCompile(`\AThe seed \(it is not shown\): \n[0-9]{6}  this .*\n[0-9]{6}  the next .*\n\z`).MatchString(shown) {
			t.Errorf("exit code %d, %q", code, shown)
		}
	}
}

// TestMFAStopsAsking: Ctrl-C at a prompt ends the program, and what is typed is
// shown again afterwards.
func TestMFAStopsAsking(t *testing.T) {
	p := sitDown(t, 24, 80, nil, "mfa", "codes").looks()
	p.wait(`not shown\): $`)
	p.types("GEZD\x03")
	if code, shown := p.end("stopped\n$"); code != exitUsage || strings.Contains(shown, "GEZD") {
		t.Errorf("exit code %d, %q", code, shown)
	}
	p = sitDown(t, 24, 80, nil, "mfa", "check").looks()
	p.wait(`not shown\): $`)
	p.types(rfcSeed + "\r")
	p.wait(`app shows: $`)
	p.types("\x03")
	if code, shown := p.end("\nhardbook: stopped\n$"); code != exitUsage || strings.Contains(shown, rfcSeed) {
		t.Errorf("exit code %d, %q", code, shown)
	}
}

// TestMFACheckAtTerminal: the codes are asked for one after the other.
func TestMFACheckAtTerminal(t *testing.T) {
	p := sitDown(t, 24, 80, nil, "mfa", "check").looks()
	p.wait(`not shown\): $`)
	p.types(rfcSeed + "\r")
	p.wait(`The code that the app shows: $`)
	p.types("000000\r")
	p.wait(`Wait for the next code, and type it: $`)
	p.types("000000\r")
	code, shown := p.end("(wrong.*10 minutes|twice.*)\n$")
	if code != 1 || strings.Contains(shown, rfcSeed) {
		t.Errorf("exit code %d, %q", code, shown)
	}
}

// TestMFAWatch: the codes count down on a screen of their own and leave nothing
// on the usual one, with and without colour.
func TestMFAWatch(t *testing.T) {
	seed := seedFile(t)
	for _, env := range [][]string{{"TERM=xterm"}, {"TERM=xterm", "NO_COLOR=1"}} {
		p := sitDown(t, 24, 80, env, "mfa", "codes", "--watch", "--seed-file", seed).looks()
		p.wait(`(?s)for ([0-9]+) more.*for ([0-9]+) more.*for ([0-9]+) more.*Ctrl-C`)
		p.types("\x03")
		code, shown := p.end(regexp.QuoteMeta(oldScreen) + "$")
		inside, begins := strings.CutPrefix(shown, ownScreen)
		inside, ends := strings.CutSuffix(inside, wipe+oldScreen)
		if code != 0 || !begins || !ends || strings.Contains(inside, "1049") {
			t.Errorf("exit code %d, %q", code, shown)
		}
		seen := map[string]bool{}
		for i, screen := range strings.Split(inside, home)[1:] {
			if i == 0 {
				continue // it is wiped before the first codes
			}
			if strings.Count(screen, "\n") > 5 { // none scrolls away
				t.Errorf("too long a screen: %q", screen)
			}
			seen[regexp.MustCompile(`for ([0-9]+) more`).FindString(screen)] = true
		}
		if len(seen) < 3 {
			t.Errorf("it does not count down: %v", seen)
		}
	}
	p := sitDown(t, 24, 80, []string{"TERM=dumb"}, "mfa", "codes", "--watch", "--seed-file", seed).looks()
	if code, shown := p.end("hint: leave out --watch"); code != exitUsage || regexp.MustCompile(`[0-9]{6}`).MatchString(shown) {
		t.Errorf("a dumb terminal: exit code %d, %q", code, shown)
	}
}

// TestMFAQRAtTerminal: black on white by name, or plain; and whole or not at all.
func TestMFAQRAtTerminal(t *testing.T) {
	seed, warning := seedFile(t), `\Ahardbook: WARNING: .*\n`
	for _, c := range []struct {
		rows, columns uint16
		env           []string
		want          string
		code          int
	}{
		{24, 80, []string{"TERM=xterm"}, warning + strings.Repeat(`\x1b\[38;5;16;48;5;231m[ █▀▄]{45}\x1b\[0m\n`, 23) + `\z`, 0},
		{24, 45, []string{"TERM=xterm", "NO_COLOR=1"}, warning + strings.Repeat(`[ █▀▄]{45}\n`, 23) + `\z`, 0},
		{24, 44, nil, `\Ahardbook: the picture takes 45 columns and 24 lines, and this terminal has 44 and 24\nhardbook: hint: .*\n\z`, exitUsage},
		{23, 80, nil, `\Ahardbook: the picture takes 45 columns and 24 lines, and this terminal has 80 and 23\nhardbook: hint: .*\n\z`, exitUsage},
	} {
		p := sitDown(t, c.rows, c.columns, c.env, "mfa", "qr", "--seed-file", seed).looks()
		if code, shown := p.end(c.want); code != c.code || strings.Contains(shown, "GEZD") {
			t.Errorf("%+v: exit code %d, %q", c, code, shown)
		}
	}
}

// TestMFAPipeWithoutWriter: Ctrl-C ends a command that waits for a pipe into which
// nobody writes.
func TestMFAPipeWithoutWriter(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond) // as if at Ctrl-C
	defer cancel()
	var stdout, stderr bytes.Buffer
	if code := run(ctx, []string{"mfa", "codes", "--seed-file", pipe}, &stdout, &stderr); code != exitUsage || !strings.Contains(stderr.String(), "stopped") {
		t.Errorf("exit code %d: %s", code, &stderr)
	}
	if f, err := os.OpenFile(pipe, os.O_WRONLY, 0); err == nil { // lets go of what waits there yet
		f.Close()
	}
}
