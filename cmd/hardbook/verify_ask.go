package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"hardbook/runbook/terminal"
)

// An asker asks for MFA codes at the terminal, where several accounts may want
// one: a question at a time, each saying whose it is. A nil asker is for one
// account.
type asker struct {
	typed func() <-chan line
	out   io.Writer     // stdout is for results
	turn  chan struct{} // holds one while somebody asks
}

// line is what somebody typed.
type line struct {
	text string
	err  error
}

// newAsker reads nothing from in before the first question.
func newAsker(in io.Reader, out io.Writer) *asker {
	typed := sync.OnceValue(func() <-chan line {
		lines, reader := make(chan line), bufio.NewReader(in)
		go func() {
			for {
				text, err := reader.ReadString('\n')
				lines <- line{strings.TrimSpace(text), err}
			}
		}()
		return lines
	})
	return &asker{typed, out, make(chan struct{}, 1)}
}

// busy reports whether a question is on the screen.
func (a *asker) busy() bool { return len(a.turn) > 0 }

// wait waits for the turn of an account whose profile asks for a code; done ends it.
func (a *asker) wait(ctx context.Context, profile string) (done func()) {
	if a == nil || !asksCode(ctx, profile) {
		return func() {}
	}
	select {
	case a.turn <- struct{}{}:
		return func() { <-a.turn }
	case <-ctx.Done():
		return func() {}
	}
}

// code asks for the code of one account, until ctx is done.
func (a *asker) code(ctx context.Context, name string) func() (string, error) {
	if a == nil {
		return askCode
	}
	return func() (string, error) {
		passing(a.out, terminal.Of(a.out), "")
		fmt.Fprintf(a.out, "hardbook: MFA code for the profile of %s: ", name)
		select {
		case typed := <-a.typed():
			return typed.text, typed.err
		case <-ctx.Done():
			fmt.Fprintln(a.out)
			return "", errors.New("the time for it is over")
		}
	}
}

// askCode asks for the MFA code of one account.
func askCode() (string, error) {
	fmt.Fprint(os.Stderr, "hardbook: MFA code for this profile: ")
	code, err := bufio.NewReader(os.Stdin).ReadString('\n')
	return strings.TrimSpace(code), err
}
