package session

import (
	"context"
	"errors"
	"fmt"
	"io"

	"hardbook/runbook/config"
	"hardbook/runbook/hint"
	"hardbook/runbook/prompt"
	"hardbook/runbook/terminal"
)

// ask asks for what is still open, and gives back the draft with the answers in
// it. It goes line by line and draws nothing, so that a screen reader and any
// terminal can follow. An answer is checked at once, by the rules of the config,
// together with those before it.
func ask(ctx context.Context, d config.Draft, open []Setting, lines *prompt.Lines, stdout io.Writer) (config.Draft, error) {
	var asked []Setting
	for _, s := range open {
		if s.question != "" {
			asked = append(asked, s)
		}
	}
	screen := terminal.Of(stdout)
	say := func(style terminal.Style, text string) {
		for _, line := range terminal.Fill(text, max(10, screen.Width-1)) {
			fmt.Fprintln(stdout, screen.Paint(style, line))
		}
	}
	for i, s := range asked {
		fmt.Fprintln(stdout)
		say(terminal.Bold, fmt.Sprintf("(%d of %d) %s", i+1, len(asked), s.question))
		say(terminal.Dim, s.why)
		for n, o := range s.Options {
			say(terminal.Dim, fmt.Sprintf("%d. %s: %s", n+1, o.Value, o.what))
		}
		for answered := false; !answered; {
			fmt.Fprint(stdout, s.prompt())
			answer, err := lines.Next(ctx)
			if err != nil { // Ctrl-C, or Ctrl-D
				fmt.Fprintln(stdout) // what comes now is no answer
				return d, hint.Add(errors.New("stopped; nothing was written"), "hardbook init begins anew")
			}
			next := d
			s.answer(&next, answer)
			switch p, wrong := problem(next, s.Key); {
			case !wrong:
				d, answered = next, true
			case p.Value == "":
				say(terminal.Red, "This question needs an answer.")
			default:
				say(terminal.Red, fmt.Sprintf("%s %s: %s", p.Value, p.What, p.Hint))
			}
		}
	}
	return d, nil
}
