package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"hardbook/runbook/config"
	"hardbook/runbook/hint"
)

type initOptions struct {
	output string
	force  bool
	given  map[string][]string // answers of flags, by key
}

func newInit() *cobra.Command {
	o := initOptions{given: map[string][]string{}}
	cmd := &cobra.Command{
		Use:   "init",
		Short: "Write a config, with every line explained",
		Long: `Writes hardbook.yaml, the facts about your account from which the book follows. At
a terminal it asks a few questions; each has an explanation and, where there is
one, an answer that Enter takes. Ctrl-C stops it, and nothing is written.
With --account and --email it asks nothing.

Beside the config it writes ` + config.SchemaFile + `, for editors. It opens no network
connection. Contacts, steps to leave out and the rest are written into the file.`,
		Example: `  hardbook init
  hardbook init --account 111122223333 --email you@example.com
  hardbook init --account 111122223333 --email you@example.com --profile essentials --output clients/acme.yaml`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			for _, s := range settings() {
				if f := cmd.Flags().Lookup(s.flag); f.Changed && s.list {
					o.given[s.key], _ = cmd.Flags().GetStringSlice(s.flag) // the flag is of this type
				} else if f.Changed {
					o.given[s.key] = []string{f.Value.String()}
				}
			}
			return runInit(cmd.Context(), o, cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVarP(&o.output, "output", "o", "hardbook.yaml", `file to write; "-" prints it`)
	f.BoolVar(&o.force, "force", false, "replace a file that is there; the old one is kept as .orig")
	for _, s := range settings() {
		if s.list {
			f.StringSlice(s.flag, nil, s.usage)
		} else {
			f.String(s.flag, "", s.usage)
		}
		var values []string
		for _, o := range s.options {
			values = append(values, o.value)
		}
		_ = cmd.RegisterFlagCompletionFunc(s.flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)) // the flag is there
	}
	f.Lookup("paid").NoOptDefVal = "true" // --paid alone
	return cmd
}

func runInit(ctx context.Context, o initOptions, stdin io.Reader, stdout, stderr io.Writer) error {
	if o.output != "-" && !o.force {
		if err := vacant(o.output); err != nil {
			return err
		}
	}
	d, asked, err := o.draft()
	if err != nil {
		return err
	}
	if missing := required(asked); len(missing) > 0 {
		if !conversation(stdin, stdout) {
			return hint.Add(fmt.Errorf("init needs %s, or a terminal to ask at", strings.Join(missing, " and ")),
				"give all it needs as flags, such as hardbook init --account 111122223333 --email you@example.com")
		}
		fmt.Fprintln(stderr, "hardbook: a few questions, then the file is written; Ctrl-C stops, and nothing is")
		if d, err = ask(ctx, d, asked, stdin, stdout); err != nil {
			return err
		}
	}
	cfg, err := config.Parse(o.output, d.YAML())
	if err != nil {
		return err
	}
	if o.output == "-" {
		_, err := stdout.Write(d.YAML())
		return err
	}
	if err := o.write(d, stderr); err != nil {
		return err
	}
	a := cfg.Account
	fmt.Fprintf(stderr, "hardbook: account %s (%s), Region %s, profile %s; %s will hear of trouble\n", a.ID, a.Kind, a.HomeRegion, cfg.Profile, strings.Join(cfg.Notify, ", "))
	fmt.Fprintf(stderr, "hardbook: look through it: every line is explained, and can be changed later\n")
	w := where{config: o.output, explicit: o.output != "hardbook.yaml"}
	fmt.Fprintf(stderr, "hardbook: next: hardbook generate%s\n", w.again())
	_, err = fmt.Fprintln(stdout, o.output)
	return err
}

// draft is the file as far as flags make it, and the settings still open.
func (o initOptions) draft() (config.Draft, []setting, error) {
	var d config.Draft
	var open []setting
	for _, s := range settings() {
		values, given := o.given[s.key]
		if !given {
			open = append(open, s)
			continue
		}
		s.put(&d, values...)
	}
	if budget, ok := o.given["billing.monthly_budget"]; ok && o.given["billing.thresholds"] == nil {
		setThresholds(&d, budget[0])
	}
	var wrong, hints []string
	for _, s := range settings() {
		_, given := o.given[s.key]
		if p, ok := problem(d, s.key); ok && (given || p.Value != "") { // what was not given may be asked for
			wrong = append(wrong, "--"+s.flag+": "+strings.TrimSpace(p.Value+" "+p.What))
			hints = append(hints, p.Hint)
		}
	}
	if len(wrong) > 0 {
		return d, nil, hint.Add(errors.New(strings.Join(wrong, "\n")), strings.Join(slices.Compact(hints), "\n"))
	}
	return d, open, nil
}

// required are the flags of settings that must have a value.
func required(open []setting) []string {
	var flags []string
	for _, s := range open {
		if _, missing := problem(config.Draft{}, s.key); missing {
			flags = append(flags, "--"+s.flag)
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
