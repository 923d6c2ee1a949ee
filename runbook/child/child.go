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

	"golang.org/x/term"

	"hardbook/runbook/quote"
)

// MaxOutput is how much it may print, in bytes: some hundred times what
// credentials take.
const MaxOutput = 1 << 20

// Command makes what starts line in the shell of the system. It reads the reader's
// standard input, where it may ask for a code. What it writes to its standard error
// goes to said, cleaned. Its output is bounded; where it goes else is added by
// the caller.
//
// When the context ends, it ends together with all that it started. In a terminal
// the second is left to the terminal: a program that is in a group of its own could
// not ask for a code there.
func Command(line string, said io.Writer) func(context.Context) (*exec.Cmd, error) {
	return func(ctx context.Context) (*exec.Cmd, error) {
		shell, flag := "sh", "-c"
		if runtime.GOOS == "windows" {
			shell, flag = "cmd.exe", "/C"
		}
		cmd := exec.CommandContext(ctx, shell, flag, line)
		cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, &bounded{left: MaxOutput}, &cleaned{to: said}
		cmd.WaitDelay = time.Second // for what it started, and holds its output open
		if !term.IsTerminal(int(os.Stdin.Fd())) {
			together(cmd)
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

// cleaned passes lines of text on, cleaned.
type cleaned struct {
	to   io.Writer
	rest []byte // the begin of a letter
}

// Write passes on all whole letters that have come.
func (c *cleaned) Write(p []byte) (int, error) {
	text := append(c.rest, p...)
	end := len(text)
	for back := 1; back < utf8.UTFMax && back <= len(text); back++ {
		if at := len(text) - back; utf8.RuneStart(text[at]) && !utf8.FullRune(text[at:]) {
			end = at
		}
	}
	c.rest = append([]byte(nil), text[end:]...)
	lines := strings.Split(string(text[:end]), "\n")
	for i, line := range lines {
		lines[i] = quote.Terminal(strings.TrimSuffix(line, "\r"))
	}
	if _, err := io.WriteString(c.to, strings.Join(lines, "\n")); err != nil {
		return 0, err
	}
	return len(p), nil
}
