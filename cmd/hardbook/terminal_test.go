//go:build unix

package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/creack/pty"

	"hardbook/runbook/config"
	"hardbook/runbook/render"
	"hardbook/runbook/steps"
	"hardbook/runbook/terminal"
	"hardbook/templates"
)

// atTerminal is what hardbook writes to a real terminal of so many columns.
func atTerminal(t *testing.T, columns uint16, env []string, args ...string) string {
	t.Helper()
	cmd := exec.Command("hardbook", args...) // testscript.Main puts it there
	cmd.Dir = t.TempDir()
	cmd.Env = append(slices.DeleteFunc(os.Environ(), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return slices.Contains([]string{"NO_COLOR", "TERM", "COLUMNS"}, name)
	}), env...)
	keys, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 50, Cols: columns})
	if err != nil {
		t.Fatal(err)
	}
	defer keys.Close()
	shown, _ := io.ReadAll(keys) // ends with an error of its own when the program does
	_ = cmd.Wait()               // exit code 1 is a verdict
	return strings.ReplaceAll(string(shown), "\r\n", "\n")
}

// painted finds the codes that paint.
func painted() *regexp.Regexp { return regexp.MustCompile("\x1b\\[[0-9]+m") }

// TestTerminal: at a terminal no line is wider than it is, there are colours,
// and what is said is the same as elsewhere.
func TestTerminal(t *testing.T) {
	for _, args := range [][]string{{"verify", "--evidence", "example", "--no-write"}, {"steps"}} {
		for _, columns := range []uint16{44, 80, 132} {
			shown := atTerminal(t, columns, []string{"TERM=xterm"}, args...)
			for line := range strings.Lines(shown) {
				if w := terminal.Width(strings.TrimSuffix(line, "\n")); w > int(columns) {
					t.Errorf("%v: %d columns, not %d: %q", args, w, columns, line)
				}
			}
			if !painted().MatchString(shown) {
				t.Errorf("%v has no colour at a terminal", args)
			}
		}
	}
	var piped strings.Builder
	t.Chdir(t.TempDir())
	run(t.Context(), []string{"verify", "--evidence", "example"}, &piped, io.Discard)
	words := func(s string) string { return strings.Join(strings.Fields(painted().ReplaceAllString(s, "")), " ") }
	wide := atTerminal(t, 500, []string{"TERM=xterm"}, "verify", "--evidence", "example", "--no-write")
	if words(wide) != words(piped.String()) {
		t.Errorf("the terminal says\n%s\nand a file\n%s", wide, &piped)
	}
}

// TestTerminalWithoutColour: NO_COLOR and a dumb terminal are obeyed, and lines
// are wrapped all the same: at COLUMNS, where the terminal does not tell.
func TestTerminalWithoutColour(t *testing.T) {
	for _, args := range [][]string{{"verify", "--evidence", "example", "--no-write"}, {"steps"}, {"steps", "alternate-contacts"}} {
		for _, env := range [][]string{{"TERM=xterm", "NO_COLOR=1"}, {"TERM=dumb"}} {
			if shown := atTerminal(t, 80, env, args...); strings.Contains(shown, "\x1b") || len(shown) < 1000 {
				t.Errorf("%v with %v: got\n%q", args, env, shown)
			}
		}
	}
	for columns, want := range map[string]string{"COLUMNS=60": "collected 2026-11-21 18:30 UTC as", "COLUMNS=x": "18:30 UTC as arn:aws:iam::111122223333:root"} {
		if shown := atTerminal(t, 0, []string{columns}, "verify", "--evidence", "example", "--no-write"); strings.Split(shown, "\n")[1] != want {
			t.Errorf("with %s: got\n%s", columns, shown)
		}
	}
}

// TestStepsAtTerminal: every step is readable at the screen. Its blocks of code
// are there letter by letter, prose is wrapped, and no mark of Markdown is left.
func TestStepsAtTerminal(t *testing.T) {
	cfg := config.Example()
	cfg.Profile, cfg.Paid = config.CIS, true
	const evil = "\x1b[2J*a* `b` <c>|\u202e&amp;"
	cfg.Owner, cfg.Admin.Authenticator, cfg.Contacts.Security.Name = evil, evil, evil
	book, texts, err := render.NewBook(templates.FS, cfg, steps.All())
	if err != nil {
		t.Fatal(err)
	}
	paint, fenced := painted(), regexp.MustCompile("(?ms)^```[^\n]*\n(.*?)^```$")
	for _, e := range book.Entries {
		source, err := render.Section(templates.FS, book, e, texts)
		if err != nil {
			t.Fatal(err)
		}
		for _, width := range []int{40, 80, 200} {
			shown := terminal.Screen{Width: width, Colour: true}.Markdown(source)
			if id := e.Step.ID; (id == "root-mfa" || id == "alternate-contacts") && width == 200 && !strings.Contains(shown, "\ufffd[2J*a* `b` <c>|\ufffd&amp;") {
				t.Errorf("%s lost a hostile value:\n%s", id, shown)
			}
			rest := shown
			for _, block := range fenced.FindAllStringSubmatch(source, -1) {
				if !strings.Contains(rest, "\n"+block[1]) {
					t.Errorf("%s at %d has not the block\n%s", e.Step.ID, width, block[1])
				}
				rest = strings.Replace(rest, "\n"+block[1], "\n", 1)
			}
			for line := range strings.Lines(rest) {
				bare := paint.ReplaceAllString(strings.TrimSuffix(line, "\n"), "")
				whole := len(strings.Fields(bare)) == 1 // an address, which stays clickable
				if strings.ContainsAny(bare, "\x1b\a\u202e") || terminal.Width(bare) > min(92, width) && !whole {
					t.Errorf("%s at %d: %q", e.Step.ID, width, line)
				}
				if strings.Contains(bare, "**") || strings.HasPrefix(bare, "#") || strings.Contains(bare, "](") {
					t.Errorf("%s at %d shows Markdown: %q", e.Step.ID, width, line)
				}
			}
		}
	}
}

// TestAttestAtTerminal: the command that is shown for a step is one that works: where
// the config names nobody, it has --who.
func TestAttestAtTerminal(t *testing.T) {
	for owner, want := range map[string]string{"": `hardbook attest ID --who "Your Name" -o `, "owner: Jo Doe\n": "hardbook attest ID -o "} {
		dir := t.TempDir()
		file := filepath.Join(dir, "a.yaml")
		lay(t, file, "version: 1\naccount: {id: \"111122223333\"}\nnotify: [you@example.com]\n"+owner)
		atTerminal(t, 500, nil, "generate", "-c", file, "-o", dir)
		if shown := atTerminal(t, 500, nil, "attest", "-c", file, "-o", dir); !strings.Contains(shown, want) {
			t.Errorf("with %q: no %q in\n%s", owner, want, shown)
		}
	}
}
