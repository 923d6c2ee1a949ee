package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"charm.land/huh/v2"
	"golang.org/x/term"

	"hardbook/runbook/config"
)

// conversation tells whether a person sits there to ask.
func conversation(stdin io.Reader, stdout io.Writer) bool {
	in, ok := stdin.(*os.File)
	out, also := stdout.(*os.File)
	return ok && also && term.IsTerminal(int(in.Fd())) && term.IsTerminal(int(out.Fd()))
}

// ask asks for what is still open, one question a page, and gives back the
// draft with the answers in it. An answer is checked at once, by the rules of
// the config, together with those before it.
func ask(ctx context.Context, d config.Draft, open []setting, stdin io.Reader, stdout io.Writer) (config.Draft, error) {
	// Forms are drawn all over again at each key: not for a screen reader, nor
	// for a terminal that cannot move its cursor. Questions line by line are.
	plain := os.Getenv("TERM") == "dumb" || os.Getenv("ACCESSIBLE") != ""
	var asked []setting
	for _, s := range open {
		if s.question != "" {
			asked = append(asked, s)
		}
	}
	answers := make([]string, len(asked))
	drafted := func() config.Draft {
		all := d
		for i, s := range asked {
			s.answer(&all, answers[i])
		}
		return all
	}
	var groups []*huh.Group
	for i, s := range asked {
		valid := func(answer string) error {
			all := d
			for before := range i {
				asked[before].answer(&all, answers[before])
			}
			s.answer(&all, answer)
			p, wrong := problem(all, s.key)
			switch {
			case wrong && p.Value == "":
				return errors.New("this question needs an answer")
			case wrong:
				return fmt.Errorf("%s %s: %s", p.Value, p.What, p.Hint)
			}
			return nil
		}
		groups = append(groups, huh.NewGroup(s.fields(fmt.Sprintf("(%d of %d)", i+1, len(asked)), &answers[i], valid, plain)...))
	}
	form := huh.NewForm(groups...).WithOutput(stdout).WithTheme(huh.ThemeFunc(huh.ThemeBase16))
	var err error
	if plain {
		err = lineByLine(ctx, form.WithAccessible(true), stdin, stdout)
	} else {
		err = form.WithInput(stdin).RunWithContext(ctx)
	}
	if errors.Is(err, huh.ErrUserAborted) || ctx.Err() != nil {
		return d, hint(errors.New("stopped; nothing was written"), "hardbook init begins anew")
	}
	return drafted(), err
}

// lineByLine runs a form that draws nothing. Such a form does not look at ctx.
func lineByLine(ctx context.Context, form *huh.Form, stdin io.Reader, stdout io.Writer) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	done := make(chan error, 1)
	go func() { done <- form.WithInput(endless{stdin, stop}).RunWithContext(ctx) }()
	select {
	case <-ctx.Done():
		fmt.Fprintln(stdout) // what comes now is no answer
		return huh.ErrUserAborted
	case err := <-done:
		return err
	}
}

// answer puts an answer into a draft; the proposed one when it is empty.
func (s setting) answer(d *config.Draft, answer string) {
	if answer = strings.Trim(answer, " ,;"); answer == "" {
		answer = s.proposed
	}
	if answer == "" {
		return // left out; where it must not be, the rules say so
	}
	s.put(d, s.split(answer)...)
	if s.key == "billing.monthly_budget" {
		setThresholds(d, answer)
	}
}

// fields are the question as part of a form.
func (s setting) fields(number string, answer *string, valid func(string) error, plain bool) []huh.Field {
	why := number + " " + s.why
	if s.proposed != "" && (plain || s.options == nil) {
		why += " Enter takes " + s.proposed + "."
	}
	var fields []huh.Field
	if plain {
		fields = append(fields, huh.NewNote().Description(why)) // line by line, other fields do not show theirs
	}
	if s.options == nil {
		return append(fields, huh.NewInput().Title(s.question).Description(why).Placeholder(s.proposed).Value(answer).Validate(valid))
	}
	var options []huh.Option[string]
	for _, o := range s.options {
		options = append(options, huh.NewOption(o.value+": "+o.what, o.value))
	}
	*answer = s.proposed
	return append(fields, huh.NewSelect[string]().Title(s.question).Description(why).Options(options...).Value(answer).Validate(valid))
}

// endless is a reader whose end, such as Ctrl-D, stops the conversation: the
// form would take it for an empty answer to all that is left.
type endless struct {
	io.Reader
	stop func()
}

func (e endless) Read(p []byte) (int, error) {
	n, err := e.Reader.Read(p)
	if err != nil {
		e.stop()
		select {} // the form never hears of it
	}
	return n, nil
}
