package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// An asker asks for MFA codes at the terminal, where several accounts may want
// one: a question at a time, each saying whose it is. A nil asker is for one
// account.
type asker struct {
	in   *bufio.Reader
	out  io.Writer     // stdout is for results
	turn chan struct{} // holds one while somebody asks
}

func newAsker(in io.Reader, out io.Writer) *asker {
	return &asker{bufio.NewReader(in), out, make(chan struct{}, 1)}
}

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
		fmt.Fprintf(a.out, "hardbook: MFA code for the profile of %s: ", name)
		type answer struct {
			text string
			err  error
		}
		typed := make(chan answer, 1)
		go func() {
			text, err := a.in.ReadString('\n')
			typed <- answer{strings.TrimSpace(text), err}
		}()
		select {
		case got := <-typed:
			return got.text, got.err
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
