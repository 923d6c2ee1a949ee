package main

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

	"hardbook/runbook/hint"
	"hardbook/runbook/mfa"
)

// lines are what a person types, or a program sends, line by line.
type lines struct {
	terminal *os.File // nil where nobody is asked
	rest     *bufio.Reader
	prompts  io.Writer
}

func newLines(s streams) *lines {
	// A seed and two codes, and whatever shows that there is more.
	l := &lines{rest: bufio.NewReader(io.LimitReader(s.stdin, 2*mfa.MaxInput)), prompts: s.stderr}
	if f, ok := s.stdin.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		l.terminal = f
	}
	return l
}

// secret is the next line, which a terminal does not show.
func (l *lines) secret(ctx context.Context, prompt string) (string, error) {
	if l.terminal == nil {
		return l.next(ctx, "")
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
	fmt.Fprint(l.prompts, prompt)
	text, err := typed.orStop(ctx)
	_ = term.Restore(fd, before) // after Ctrl-C nobody else does
	fmt.Fprintln(l.prompts)
	if errors.Is(err, io.EOF) {
		return "", errors.New("nothing was typed")
	}
	return text, err
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

// next is the next line that is not blank. At a terminal it is asked for.
func (l *lines) next(ctx context.Context, prompt string) (string, error) {
	if l.terminal != nil {
		fmt.Fprint(l.prompts, prompt)
	}
	text, err := begin(func() (string, error) {
		for {
			text, err := l.rest.ReadString('\n')
			if strings.TrimSpace(text) != "" {
				return text, nil
			}
			if errors.Is(err, io.EOF) {
				return "", hint.Add(errors.New("standard input has too few lines"), "first the seed, unless --seed-file names it; each code on a line of its own")
			}
			if err != nil {
				return "", fmt.Errorf("standard input: %w", err)
			}
		}
	}).orStop(ctx)
	if err != nil && l.terminal != nil {
		fmt.Fprintln(l.prompts) // the prompt stands there yet
	}
	return text, err
}

// end fails where a program sends more than was read. A person cannot.
func (l *lines) end(ctx context.Context) error {
	if l.terminal != nil {
		return nil
	}
	_, err := begin(func() (string, error) {
		rest, err := io.ReadAll(l.rest)
		if err == nil && strings.TrimSpace(string(rest)) != "" {
			err = hint.Add(errors.New("standard input has more lines than one seed and its codes"), "send the seed alone, on one line")
		}
		return "", err
	}).orStop(ctx)
	return err
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

// orStop waits for the line, or for Ctrl-C. A read cannot be called back: it
// ends with the process.
func (r reading) orStop(ctx context.Context) (string, error) {
	select {
	case a := <-r:
		return a.text, a.err
	case <-ctx.Done():
		return "", errors.New("stopped")
	}
}
