package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"hardbook/runbook/quote"
)

// atATime is how many accounts are worked on at once. To judge and to write a
// book takes one core, to read it live a few dozen connections that mostly wait:
// four keep a small machine busy with either, and hold four books in memory.
const atATime = 4

// each works on n things, a few at a time, and takes what comes of them in
// their order.
func each[R any](n int, work func(i int) R, take func(i int, r R)) {
	results, slots := make([]chan R, n), make(chan struct{}, atATime)
	for i := range results {
		results[i] = make(chan R, 1)
	}
	go func() {
		for i := range n {
			slots <- struct{}{}
			go func() {
				results[i] <- work(i)
				<-slots
			}()
		}
	}()
	for i := range n {
		take(i, <-results[i])
	}
}

// errInterrupted is why an account had no turn.
var errInterrupted = errors.New("interrupted before its turn, nothing was written")

// begin fails when the account has no part in the run, or the reader has had enough.
func (a account) begin(ctx context.Context) error {
	if a.err == nil && ctx.Err() != nil {
		return errInterrupted
	}
	return a.err
}

// tell writes what was said of an account, once its turn comes, each line with
// its name. Names of files may be anybody's.
func tell(w io.Writer, name string, said *bytes.Buffer) {
	for line := range strings.Lines(said.String()) {
		line = strings.TrimPrefix(strings.TrimSuffix(line, "\n"), "hardbook: ")
		fmt.Fprintln(w, "hardbook: "+quote.Terminal(name+": "+line))
	}
}
