package quote

import (
	"os/exec"
	"strings"
	"testing"

	"hardbook/runbook/testneeds"
)

func TestShellIsOneWord(t *testing.T) {
	for _, shell := range testneeds.Shells(t) {
		script := "set -f\n"
		for _, word := range testneeds.HostileWords() {
			script += "printf '%s\\0' " + Shell(word) + "\n"
		}
		out, err := exec.Command(shell, "-c", script).Output()
		if want := strings.Join(testneeds.HostileWords(), "\x00") + "\x00"; err != nil || string(out) != want {
			t.Errorf("%s: %v\ngot  %q\nwant %q", shell, err, out, want)
		}
	}
}

// A pasted line is read by an interactive shell, which also looks for "!".
func TestShellIsOneWordWithHistory(t *testing.T) {
	script := "set -o history\nset -H\ntrue\n"
	var want string
	for _, word := range testneeds.HostileWords() {
		if strings.Contains(word, "\n") {
			continue // a value has no line break: config refuses it
		}
		script += "printf '%s\\0' " + Shell(word) + "\n"
		want += word + "\x00"
	}
	cmd := exec.Command(testneeds.Program(t, "bash"), "--norc")
	cmd.Stdin, cmd.Env = strings.NewReader(script), []string{"HISTFILE=/dev/null"}
	out, err := cmd.Output()
	if err != nil || string(out) != want {
		t.Errorf("%v\ngot  %q\nwant %q", err, out, want)
	}
	cmd = exec.Command("bash", "--norc")
	cmd.Stdin = strings.NewReader("set -o history\nset -H\ntrue\nprintf '%s' \"!true\"\n")
	if out, _ := cmd.Output(); !strings.Contains(string(out), "true") || strings.Contains(string(out), "!") {
		t.Errorf("history is not on in this test: %q", out)
	}
}

func TestShellLeavesPlainWordsAlone(t *testing.T) {
	for _, word := range []string{"a", "iam-admin", "arn:aws:iam::111122223333:user/a", "you@example.com", "Name=Currency,Value=USD"} {
		if Shell(word) != word {
			t.Errorf("%s became %s", word, Shell(word))
		}
	}
}

// FuzzShell: bash and zsh are the judges. A text is many words, with NULs between
// them, since to start a shell takes its time; no shell can hold a NUL, and clean
// takes it out of every value.
func FuzzShell(f *testing.F) {
	f.Add(strings.Join(testneeds.HostileWords(), "\x00"))
	for _, word := range []string{"it's", "!x", "=ls", "\xff\n"} {
		f.Add(word + "\x00a" + word + "\x00" + word + word)
	}
	shells := testneeds.Shells(f)
	f.Fuzz(func(t *testing.T, text string) {
		line := "printf '%s\\0'"
		for _, word := range strings.Split(text, "\x00") {
			line += " " + Shell(word)
		}
		for _, shell := range shells {
			cmd := exec.Command(shell)
			cmd.Stdin = strings.NewReader(line + "\n")
			cmd.Env = []string{"HOME=" + t.TempDir()} // no settings of whoever tests
			if out, err := cmd.Output(); err != nil || string(out) != text+"\x00" {
				t.Errorf("%s: %q came back as %q, %v", shell, text, out, err)
			}
		}
	})
}
