package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"

	"hardbook/runbook/config"
	"hardbook/runbook/hint"
	"hardbook/runbook/terminal"
)

// conversation tells whether a person sits there to ask.
func conversation(stdin io.Reader, stdout io.Writer) bool {
	in, ok := stdin.(*os.File)
	out, also := stdout.(*os.File)
	return ok && also && term.IsTerminal(int(in.Fd())) && term.IsTerminal(int(out.Fd()))
}

// ask asks for what is still open, and gives back the draft with the answers in
// it. It goes line by line and draws nothing, so that a screen reader and any
// terminal can follow. An answer is checked at once, by the rules of the config,
// together with those before it.
func ask(ctx context.Context, d config.Draft, open []setting, stdin io.Reader, stdout io.Writer) (config.Draft, error) {
	var asked []setting
	for _, s := range open {
		if s.question != "" {
			asked = append(asked, s)
		}
	}
	screen, answers := terminal.Of(stdout), typedLines(stdin)
	say := func(style terminal.Style, text string) {
		for _, line := range terminal.Fill(text, max(10, screen.Width-1)) {
			fmt.Fprintln(stdout, screen.Paint(style, line))
		}
	}
	for i, s := range asked {
		fmt.Fprintln(stdout)
		say(terminal.Bold, fmt.Sprintf("(%d of %d) %s", i+1, len(asked), s.question))
		say(terminal.Dim, s.why)
		for n, o := range s.options {
			say(terminal.Dim, fmt.Sprintf("%d. %s: %s", n+1, o.value, o.what))
		}
		for {
			fmt.Fprint(stdout, s.prompt())
			select {
			case <-ctx.Done():
				return d, stopped(stdout)
			case answer, more := <-answers:
				if !more {
					return d, stopped(stdout)
				}
				next := d
				s.answer(&next, answer)
				p, wrong := problem(next, s.key)
				if !wrong {
					d = next
				} else if p.Value == "" {
					say(terminal.Red, "This question needs an answer.")
					continue
				} else {
					say(terminal.Red, fmt.Sprintf("%s %s: %s", p.Value, p.What, p.Hint))
					continue
				}
			}
			break
		}
	}
	return d, nil
}

// stopped is the end of a conversation before its end.
func stopped(stdout io.Writer) error {
	fmt.Fprintln(stdout) // what comes now is no answer
	return hint.Add(errors.New("stopped; nothing was written"), "hardbook init begins anew")
}

// typedLines are what is typed; closed at the end, such as Ctrl-D.
func typedLines(stdin io.Reader) <-chan string {
	typed := make(chan string)
	go func() {
		defer close(typed)
		for s := bufio.NewScanner(stdin); s.Scan(); {
			typed <- s.Text()
		}
	}()
	return typed
}

// prompt stands before the answer, with what Enter takes.
func (s setting) prompt() string {
	if s.proposed == "" {
		return "> "
	}
	return "[" + s.proposed + "] > "
}

// answer puts an answer into a draft; the proposed one when it is empty.
func (s setting) answer(d *config.Draft, answer string) {
	if answer = strings.Trim(answer, " ,;"); answer == "" {
		answer = s.proposed
	}
	if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(s.options) {
		answer = s.options[n-1].value
	}
	if answer == "" {
		return // left out; where it must not be, the rules say so
	}
	s.put(d, s.split(answer)...)
	if s.key == "billing.monthly_budget" {
		setThresholds(d, answer)
	}
}
