//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/hinshun/vt10x"

	"hardbook/runbook/config"
)

// A sitting is somebody at a terminal, with hardbook in an empty folder.
type sitting struct {
	t      *testing.T
	dir    string
	cmd    *exec.Cmd
	keys   *os.File
	screen vt10x.Terminal
	ended  chan error
}

func sit(t *testing.T, columns int, env []string, args ...string) *sitting {
	t.Helper()
	s := &sitting{t: t, dir: t.TempDir(), cmd: exec.Command("hardbook", args...), ended: make(chan error, 1)}
	s.cmd.Dir = s.dir
	s.cmd.Env = append(slices.DeleteFunc(os.Environ(), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return slices.Contains([]string{"NO_COLOR", "TERM", "COLUMNS", "ACCESSIBLE"}, name)
	}), env...)
	var err error
	if s.keys, err = pty.StartWithSize(s.cmd, &pty.Winsize{Rows: 200, Cols: uint16(columns)}); err != nil {
		t.Fatal(err)
	}
	s.screen = vt10x.New(vt10x.WithSize(columns, 200))
	go func() {
		part := make([]byte, 4096)
		for {
			n, err := s.keys.Read(part)
			_, _ = s.screen.Write(part[:n])
			if err != nil {
				s.ended <- s.cmd.Wait()
				return
			}
		}
	}()
	t.Cleanup(func() {
		_ = s.cmd.Process.Kill()
		s.keys.Close()
	})
	return s
}

// letters is text without spaces and breaks of lines.
func letters(text string) string {
	return strings.Join(strings.Fields(text), "")
}

// sees waits until text is on the screen, however it is wrapped.
func (s *sitting) sees(text string) {
	s.t.Helper()
	for end := time.Now().Add(20 * time.Second); !strings.Contains(letters(s.screen.String()), letters(text)); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			s.t.Fatalf("the screen does not show %q:\n%s", text, s.screen)
		}
	}
}

// types sends keys.
func (s *sitting) types(keys string) {
	s.t.Helper()
	if _, err := s.keys.WriteString(keys); err != nil {
		s.t.Fatal(err)
	}
}

// leaves waits for the end, and gives the exit code.
func (s *sitting) leaves() int {
	s.t.Helper()
	select {
	case <-s.ended:
	case <-time.After(20 * time.Second):
		s.t.Fatalf("it does not end:\n%s", s.screen)
	}
	return s.cmd.ProcessState.ExitCode()
}

// wrote is the config that was written.
func (s *sitting) wrote() config.Config {
	s.t.Helper()
	c, err := config.Load(filepath.Join(s.dir, "hardbook.yaml"))
	if err != nil {
		s.t.Fatalf("%v\n%s", err, s.screen)
	}
	return c
}

// TestConversation goes through the questions, with wrong answers among them,
// on wide and narrow terminals.
func TestConversation(t *testing.T) {
	want := config.Example()
	want.Account.Alias, want.Account.Kind, want.Account.HomeRegion = "", config.OrganizationMember, "eu-west-1"
	want.Owner, want.HardenedOn, want.Contacts, want.Admin.Authenticator = "", config.Date{}, config.Contacts{}, "an authenticator app"
	want.Notify, want.Billing.Thresholds, want.Billing.MonthlyBudget = []string{"a@example.com", "b@example.com"}, []float64{2.05, 10.25, 20.5}, 20.5
	print := func(c config.Config) string {
		f, err := c.Fingerprint()
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	for name, c := range map[string]struct {
		columns int
		env     string
	}{
		"wide": {100, "TERM=xterm-256color"}, "narrow": {40, "TERM=xterm"}, "very narrow": {12, "TERM=xterm"},
		"without colour": {80, "NO_COLOR=1"}, "dumb": {80, "TERM=dumb"},
	} {
		t.Run(name, func(t *testing.T) {
			s := sit(t, c.columns, []string{c.env}, "init")
			s.sees("(1 of 8)")
			s.types("\r")
			s.sees("This question needs an answer")
			s.types("1111-2222\r")
			s.sees(`"1111-2222" is not a 12-digit account id: the console shows it`)
			s.types("1111-2222-3333\r")
			s.sees("(2 of 8)")
			s.types("a@example.com, nobody\r")
			s.sees(`"nobody" is not an e-mail address`)
			s.types("a@example.com, b@example.com\r")
			s.sees("(3 of 8)")
			s.types("\r")
			s.sees("(4 of 8)")
			s.sees("organization-management")
			s.types("2\r")
			s.sees("(5 of 8)")
			s.sees("us-east-1")
			s.types("eu-west-1\r")
			s.sees("(6 of 8)")
			s.types("\r")
			s.sees("(7 of 8)")
			s.types("20.50\r")
			s.sees("(8 of 8)")
			s.types("\r")
			s.sees("next: hardbook generate")
			if code := s.leaves(); code != 0 {
				t.Errorf("exit code %d", code)
			}
			if got := s.wrote(); print(got) != print(want) {
				t.Errorf("wrote\n%#v, not\n%#v", got, want)
			}
		})
	}
}

// TestConversationStopped: whatever ends it in the middle, nothing is written.
func TestConversationStopped(t *testing.T) {
	for name, c := range map[string]struct{ env, keys string }{
		"Ctrl-C": {"TERM=xterm", "\x03"}, "Ctrl-D": {"TERM=dumb", "\x04"}, "a signal": {"TERM=xterm", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := sit(t, 80, []string{c.env}, "init", "--email", "you@example.com")
			s.sees("(1 of 7)") // what a flag has answered is not asked
			s.types("111122223333\r")
			s.sees("(2 of 7)")
			if s.types(c.keys); c.keys == "" {
				if err := s.cmd.Process.Signal(os.Interrupt); err != nil {
					t.Fatal(err)
				}
			}
			s.sees("hardbook: stopped; nothing was written")
			if code := s.leaves(); code != exitUsage {
				t.Errorf("exit code %d", code)
			}
			if files, err := os.ReadDir(s.dir); err != nil || len(files) > 0 {
				t.Errorf("it left %v, %v", files, err)
			}
		})
	}
}

// TestNoConversation: with all that is needed given, a terminal is not asked.
func TestNoConversation(t *testing.T) {
	s := sit(t, 80, nil, "init", "--email", "you@example.com", "--account", "111122223333")
	s.sees("next: hardbook generate")
	if code := s.leaves(); code != 0 || s.wrote().Account.ID != "111122223333" {
		t.Errorf("exit code %d\n%s", code, s.screen)
	}
}
