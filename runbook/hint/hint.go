// Package hint has errors that come with a way out, and prints them.
package hint

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"hardbook/runbook/quote"
)

// hinted is an error with a way out.
type hinted struct {
	error
	way string
}

// Unwrap returns the error without its way out.
func (h hinted) Unwrap() error { return h.error }

// Hint says what to do.
func (h hinted) Hint() string { return h.way }

// Add returns the error with a way out: what the reader can do about it.
func Add(err error, way string) error { return hinted{err, way} }

// Of returns the way out of an error, "" where it has none. Any error may have one:
// its method Hint() string returns it.
func Of(err error) string {
	var with interface{ Hint() string }
	if errors.As(err, &with) {
		return with.Hint()
	}
	return ""
}

// Print writes an error and its hint, each line as one of hardbook's own. An
// error may quote a file, or what answers in the place of AWS: a terminal obeys
// neither.
func Print(w io.Writer, err error) {
	say := func(before, text string) {
		for line := range strings.Lines(text) {
			fmt.Fprintf(w, "%s: %s\n", before, quote.Terminal(strings.TrimSuffix(line, "\n")))
		}
	}
	say("hardbook", err.Error())
	say("hardbook: hint", Of(err))
}
