//go:build loop

package loop

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"
)

// A terminal is a real interactive shell behind a pseudo-terminal.
type terminal struct {
	t       *testing.T
	keys    *os.File
	changed chan struct{} // something was printed
	mu      sync.Mutex
	text    bytes.Buffer
}

// ready is the prompt of the shells in these tests.
const ready = "READY> "

// open starts a shell in a terminal and waits for its prompt.
func (b *book) open(command []string, env ...string) *terminal {
	b.t.Helper()
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Env, cmd.Dir = b.env(append(env, "PS1="+ready, "HISTFILE=")...), b.home
	keys, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 50, Cols: 200})
	if err != nil {
		b.t.Fatal(err)
	}
	x := &terminal{t: b.t, keys: keys, changed: make(chan struct{}, 1)}
	read := make(chan struct{})
	go func() {
		defer close(read)
		_, _ = io.Copy(x, keys) // ends when the shell does
	}()
	b.t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		_ = keys.Close()
		<-read
	})
	x.wait(regexp.QuoteMeta(ready)+"$", time.Minute)
	return x
}

// Write takes what the shell prints.
func (x *terminal) Write(text []byte) (int, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.text.Write(text)
	select {
	case x.changed <- struct{}{}:
	default:
	}
	return len(text), nil
}

// escapes are the codes by which a shell moves the cursor and colours text.
var escapes = regexp.MustCompile(`\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r`)

// screen is what was printed since the last clear.
func (x *terminal) screen() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return escapes.ReplaceAllString(x.text.String(), "")
}

func (x *terminal) clear() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.text.Reset()
}

// send types.
func (x *terminal) send(text string) {
	x.t.Helper()
	if _, err := io.WriteString(x.keys, text); err != nil {
		x.t.Fatal(err)
	}
}

// wait waits until the screen matches a pattern, and returns the match.
func (x *terminal) wait(pattern string, patience time.Duration) []string {
	x.t.Helper()
	wanted := regexp.MustCompile(pattern)
	late := time.After(patience)
	for {
		if found := wanted.FindStringSubmatch(x.screen()); found != nil {
			return found
		}
		select {
		case <-x.changed:
		case <-late:
			x.t.Fatalf("no %s on the screen:\n%s", pattern, x.screen())
		}
	}
}

// settle waits until nothing more is printed.
func (x *terminal) settle() {
	for {
		select {
		case <-x.changed:
		case <-time.After(300 * time.Millisecond):
			return
		}
	}
}

// paste sends a text as terminals do: with a carriage return for the end of a
// line, and between marks where the shell asked for brackets.
func (x *terminal) paste(text string, bracketed bool) {
	x.t.Helper()
	text = strings.ReplaceAll(text, "\n", "\r")
	if bracketed {
		text = "\x1b[200~" + text + "\x1b[201~\r"
	}
	x.send(text)
}

// ask runs a command that prints an answer, once the shell has its prompt back.
func (x *terminal) ask(command string) string {
	x.t.Helper()
	x.send(command + "\r")
	return x.wait(`(?m)^<([^<>\n]*)>\n[^\n]*`+ready+"$", time.Minute)[1]
}
