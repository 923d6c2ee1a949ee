// Package child starts the one kind of program that hardbook starts: a
// credential_process, which the reader has named in the AWS configuration. It ends
// when hardbook does, prints no more than credentials take, and cannot steer the
// terminal.
package child

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"
	"unicode/utf8"

	"hardbook/runbook/quote"
)

// maxOutput is how much it may print, in bytes: some hundred times what
// credentials take.
const maxOutput = 1 << 20

// Command makes what starts line in the shell of the system. It reads the reader's
// standard input, where it may ask for a code. What it writes to its standard error
// goes to said, cleaned. Its output is bounded; where it goes else is added by
// the caller.
//
// When the context ends, it ends: on Linux together with all that it started, but
// for what made itself a child of nobody. It stays in the reader's group of
// processes: another one could not ask for a code at the terminal.
func Command(line string, said io.Writer) func(context.Context) (*exec.Cmd, error) {
	return func(ctx context.Context) (*exec.Cmd, error) {
		shell, flag := "sh", "-c"
		if runtime.GOOS == "windows" {
			shell, flag = "cmd.exe", "/C"
		}
		cmd := exec.CommandContext(ctx, shell, flag, line)
		cmd.Stdin, cmd.Stdout = os.Stdin, &bounded{left: maxOutput}
		cmd.Stderr = io.MultiWriter(&bounded{left: maxOutput}, &cleaned{to: said, fresh: true})
		cmd.WaitDelay = time.Second // for what it started, and holds its output open
		cmd.Cancel = func() error {
			for _, pid := range below(cmd.Process.Pid) {
				if p, err := os.FindProcess(pid); err == nil {
					_ = p.Kill() // it may have ended by itself
				}
			}
			return cmd.Process.Kill()
		}
		return cmd, nil
	}
}

// bounded takes so many bytes, and no more.
type bounded struct{ left int }

// Write fails once too much has come.
func (b *bounded) Write(p []byte) (int, error) {
	if b.left -= len(p); b.left < 0 {
		return 0, errors.New("it prints over 1 MiB: that holds more than credentials")
	}
	return len(p), nil
}

// cleaned passes lines of text on, cleaned. It puts the name of the program before
// each: without it a line could pass for hardbook's own.
type cleaned struct {
	to    io.Writer
	rest  []byte // the start of a character
	fresh bool   // a line begins
}

// Write passes on all whole characters that have come.
func (c *cleaned) Write(p []byte) (int, error) {
	text := append(c.rest, p...)
	end := len(text)
	for back := 1; back < utf8.UTFMax && back <= len(text); back++ {
		if at := len(text) - back; utf8.RuneStart(text[at]) && !utf8.FullRune(text[at:]) {
			end = at
		}
	}
	c.rest = append([]byte(nil), text[end:]...)
	for line := range strings.Lines(string(text[:end])) {
		words, ended := strings.CutSuffix(line, "\n")
		words = quote.Terminal(strings.TrimSuffix(words, "\r"))
		if c.fresh {
			words = "credential_process: " + words
		}
		if c.fresh = ended; ended {
			words += "\n"
		}
		if _, err := io.WriteString(c.to, words); err != nil {
			return 0, err
		}
	}
	return len(p), nil
}
