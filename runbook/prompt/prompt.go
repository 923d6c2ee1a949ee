// Package prompt asks people at a terminal, line by line, and reads what a program
// sends in their place.
package prompt

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"
)

// Streams are what a command reads and writes: Out is for results, Err for all else.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// ErrStopped is why a question has no answer: Ctrl-C, or the time for it is over.
var ErrStopped = errors.New("stopped")

// most is how much is read in all, in bytes: far more than any answers are long.
const most = 1 << 16

// Lines are what a person types, or a program sends, line by line. No line is read
// before it is asked for.
type Lines struct {
	terminal  *os.File // nil where nobody is asked
	questions io.Writer
	rest      *bufio.Reader
	late      reading // a line that was asked for, and did not come in time
}

// NewLines returns the lines of s.In. What asks for them goes to s.Err.
func NewLines(s Streams) *Lines {
	l := &Lines{rest: bufio.NewReader(io.LimitReader(s.In, most)), questions: s.Err}
	if f, ok := s.In.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		l.terminal = f
	}
	return l
}

// Person reports whether somebody sits there to ask.
func (l *Lines) Person() bool { return l.terminal != nil }

// Next returns the next line without its end, and io.EOF after the last one. When
// ctx is done it fails with ErrStopped; a line that comes then is that of the next
// call.
func (l *Lines) Next(ctx context.Context) (string, error) {
	if l.late == nil {
		l.late = begin(func() (string, error) { return l.rest.ReadString('\n') })
	}
	text, err := l.late.wait(ctx)
	if errors.Is(err, ErrStopped) {
		return "", err
	}
	l.late = nil
	if text != "" && errors.Is(err, io.EOF) {
		err = nil // the last line has no end
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = fmt.Errorf("standard input: %w", err)
	}
	return strings.TrimRight(text, "\r\n"), err
}

// Ask returns the next line that is not blank. A person sees the question before it.
func (l *Lines) Ask(ctx context.Context, question string) (string, error) {
	l.say(question)
	for {
		text, err := l.Next(ctx)
		if err != nil {
			l.say("\n") // the question stands there yet
		}
		if err != nil || strings.TrimSpace(text) != "" {
			return text, err
		}
	}
}

// AskHidden is Ask for a secret: a terminal does not show what is typed.
func (l *Lines) AskHidden(ctx context.Context, question string) (string, error) {
	if !l.Person() {
		return l.Ask(ctx, "")
	}
	fd := int(l.terminal.Fd())
	before, err := term.GetState(fd)
	if err != nil {
		return "", fmt.Errorf("the terminal: %w", err)
	}
	typed := begin(func() (string, error) {
		text, err := term.ReadPassword(fd)
		return string(text), err
	})
	untilHidden(fd, before)
	l.say(question)
	text, err := typed.wait(ctx)
	_ = term.Restore(fd, before) // after Ctrl-C nobody else does
	l.say("\n")
	if errors.Is(err, io.EOF) {
		return "", errors.New("nothing was typed")
	}
	return text, err
}

// Rest returns all that a program sends after the lines that were read.
func (l *Lines) Rest(ctx context.Context) (string, error) {
	return Wait(ctx, func() (string, error) {
		rest, err := io.ReadAll(l.rest)
		return string(rest), err
	})
}

// say writes to a person.
func (l *Lines) say(text string) {
	if l.Person() {
		fmt.Fprint(l.questions, text)
	}
}

// untilHidden waits until a terminal no longer shows what is typed: who is asked
// first might paste before that. One that never showed it does not change.
func untilHidden(fd int, before *term.State) {
	for range 200 {
		if now, err := term.GetState(fd); err != nil || *now != *before {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

// Wait reads, and gives up with ErrStopped when ctx is done. A read cannot be called
// back: it goes on until the process ends.
func Wait(ctx context.Context, read func() (string, error)) (string, error) {
	return begin(read).wait(ctx)
}

// reading is a line, or a file, that is being read.
type reading chan answer

type answer struct {
	text string
	err  error
}

func begin(read func() (string, error)) reading {
	r := make(reading, 1)
	go func() {
		text, err := read()
		r <- answer{text, err}
	}()
	return r
}

func (r reading) wait(ctx context.Context) (string, error) {
	select {
	case a := <-r:
		return a.text, a.err
	case <-ctx.Done():
		return "", ErrStopped
	}
}
