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
			if p, ok := problem(all, s.key); ok {
				return fmt.Errorf("%s: %s", strings.TrimSpace(p.Value+" "+p.What), p.Hint)
			}
			return nil
		}
		groups = append(groups, huh.NewGroup(s.field(fmt.Sprintf("%d of %d", i+1, len(asked)), &answers[i], valid, plain)))
	}
	in := &ended{Reader: stdin}
	form := huh.NewForm(groups...).WithAccessible(plain).WithInput(stdin).WithOutput(stdout).WithTheme(huh.ThemeFunc(huh.ThemeBase16))
	if plain {
		form = form.WithInput(in)
	}
	done := make(chan error, 1)
	go func() { done <- form.RunWithContext(ctx) }()
	stopped := hint(errors.New("stopped; nothing was written"), "hardbook init begins anew")
	select {
	case <-ctx.Done(): // line by line, the form does not look
		return d, stopped
	case err := <-done:
		if errors.Is(err, huh.ErrUserAborted) || in.over || ctx.Err() != nil {
			return d, stopped
		}
		return drafted(), err
	}
}

// answer puts an answer into a draft; the proposed one when it is empty.
func (s setting) answer(d *config.Draft, answer string) {
	if answer = strings.TrimSpace(answer); answer == "" {
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

// field is the question as part of a form.
func (s setting) field(number string, answer *string, valid func(string) error, plain bool) huh.Field {
	title, why := s.question, fmt.Sprintf("(%s) %s", number, s.why)
	if s.proposed != "" && s.options == nil {
		why += " Enter takes " + s.proposed + "."
	}
	if plain {
		title = why + "\n" + title // such a form shows no description
	}
	if s.options == nil {
		return huh.NewInput().Title(title).Description(why).Placeholder(s.proposed).Value(answer).Validate(valid)
	}
	var options []huh.Option[string]
	for _, o := range s.options {
		options = append(options, huh.NewOption(o.value+": "+o.what, o.value))
	}
	*answer = s.proposed
	return huh.NewSelect[string]().Title(title).Description(why).Options(options...).Value(answer).Validate(valid)
}

// ended notes the end of what it reads: an answer that never came is none.
type ended struct {
	io.Reader
	over bool
}

func (e *ended) Read(p []byte) (int, error) {
	n, err := e.Reader.Read(p)
	e.over = e.over || err != nil
	return n, err
}
