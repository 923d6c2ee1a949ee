package prompt

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"hardbook/runbook/terminal"
)

// Codes asks for MFA codes at the terminal, where several accounts may want one: a
// question at a time.
type Codes struct {
	lines *Lines
	out   io.Writer
	turn  chan struct{} // holds one while somebody asks
}

// NewCodes reads nothing before the first question.
func NewCodes(s Streams) *Codes {
	return &Codes{lines: NewLines(s), out: s.Err, turn: make(chan struct{}, 1)}
}

// Busy reports whether a question is on the screen.
func (c *Codes) Busy() bool { return len(c.turn) > 0 }

// Turn waits until nobody else asks; done ends the turn. When ctx is done before, it
// is nobody's.
func (c *Codes) Turn(ctx context.Context) (done func()) {
	select {
	case c.turn <- struct{}{}:
		return func() { <-c.turn }
	case <-ctx.Done():
		return func() {}
	}
}

// Ask asks for a code until ctx is done. Whose is the profile that it is for.
func (c *Codes) Ask(ctx context.Context, whose string) (string, error) {
	terminal.Of(c.out).Passing(c.out, "")
	fmt.Fprintf(c.out, "hardbook: MFA code for %s: ", whose)
	code, err := c.lines.Next(ctx)
	if errors.Is(err, ErrStopped) {
		fmt.Fprintln(c.out)
		return "", errors.New("the time for it is over")
	}
	return strings.TrimSpace(code), err
}
