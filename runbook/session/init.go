package session

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"hardbook/runbook/config"
	"hardbook/runbook/hint"
	"hardbook/runbook/prompt"
	"hardbook/runbook/terminal"
)

// InitOptions say where the config goes, and what is known of it.
type InitOptions struct {
	Output string              // file; "-" prints it
	Force  bool                // replace a file that is there; the old one is kept as .orig
	Given  map[string][]string // answers, by the key of the setting
}

// Init writes a config and, beside it, the schema that it names. At a terminal it
// asks for what is not given, if something that must be known is not.
func Init(ctx context.Context, o InitOptions, s prompt.Streams) error {
	if o.Output != "-" && !o.Force {
		if err := vacant(o.Output); err != nil {
			return err
		}
	}
	d, open, err := o.draft()
	if err != nil {
		return err
	}
	if missing := required(open); len(missing) > 0 {
		lines := prompt.NewLines(s)
		if !lines.Person() || terminal.Of(s.Out).Width == 0 {
			return hint.Add(fmt.Errorf("init needs %s, or a terminal to ask at", strings.Join(missing, " and ")),
				"give all it needs as flags, such as hardbook init --account 111122223333 --email you@example.com")
		}
		fmt.Fprintln(s.Err, "hardbook: a few questions, then the file is written; Ctrl-C stops, and nothing is")
		if d, err = ask(ctx, d, open, lines, s.Out); err != nil {
			return err
		}
	}
	cfg, err := config.Parse(o.Output, d.YAML())
	if err != nil {
		return err
	}
	if o.Output == "-" {
		_, err := s.Out.Write(d.YAML())
		return err
	}
	if err := o.write(d, s.Err); err != nil {
		return err
	}
	a := cfg.Account
	fmt.Fprintf(s.Err, "hardbook: account %s (%s), Region %s, profile %s; %s will hear of trouble\n", a.ID, a.Kind, a.HomeRegion, cfg.Profile, strings.Join(cfg.Notify, ", "))
	fmt.Fprintf(s.Err, "hardbook: look through it: every line is explained, and can be changed later\n")
	t := Target{Config: o.Output, Explicit: o.Output != ConfigName}
	fmt.Fprintf(s.Err, "hardbook: next: hardbook generate%s\n", t.Flags())
	_, err = fmt.Fprintln(s.Out, o.Output)
	return err
}

// draft is the file as far as flags make it, and the settings still open.
func (o InitOptions) draft() (config.Draft, []Setting, error) {
	var d config.Draft
	var open []Setting
	for _, s := range Settings() {
		values, given := o.Given[s.Key]
		if !given {
			open = append(open, s)
			continue
		}
		s.put(&d, values...)
	}
	if budget, ok := o.Given["billing.monthly_budget"]; ok && o.Given["billing.thresholds"] == nil {
		setThresholds(&d, budget[0])
	}
	var wrong, hints []string
	for _, s := range Settings() {
		_, given := o.Given[s.Key]
		if p, ok := problem(d, s.Key); ok && (given || p.Value != "") { // what was not given may be asked for
			wrong = append(wrong, "--"+s.Flag+": "+strings.TrimSpace(p.Value+" "+p.What))
			hints = append(hints, p.Hint)
		}
	}
	if len(wrong) > 0 {
		return d, nil, hint.Add(errors.New(strings.Join(wrong, "\n")), strings.Join(slices.Compact(hints), "\n"))
	}
	return d, open, nil
}

// required are the flags of settings that must have a value.
func required(open []Setting) []string {
	var flags []string
	for _, s := range open {
		if _, missing := problem(config.Draft{}, s.Key); missing {
			flags = append(flags, "--"+s.Flag)
		}
	}
	return flags
}

// problem is what the rules of the config find wrong with one key of a draft.
func problem(d config.Draft, key string) (config.Problem, bool) {
	_, err := config.Parse("", d.YAML())
	var e *config.Error
	if errors.As(err, &e) {
		for _, p := range e.Problems {
			if p.Key == key || strings.HasPrefix(p.Key, key+"[") {
				return p, true
			}
		}
	}
	return config.Problem{}, false
}
