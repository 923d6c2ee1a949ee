package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"hardbook/runbook"
	"hardbook/runbook/attested"
	"hardbook/runbook/config"
	"hardbook/runbook/hint"
	"hardbook/runbook/quote"
	"hardbook/runbook/verify"
)

type attestOptions struct {
	where
	note, who, until string
	withdraw         bool
	given            func(flag string) bool
}

// again are the flags that another command needs to find the same book's folder.
func (o attestOptions) again() string { return o.folderFlag() + o.where.again() }

func newAttest() *cobra.Command {
	var o attestOptions
	cmd := &cobra.Command{
		Use:   "attest [ID | NUMBER]",
		Short: "Say that a step which no program can see is done, or list such steps",
		Long: `Writes down that a person did a step which no program can see: who says so, when,
and until when it holds, a year where you say nothing else. The next hardbook
verify marks the step as attested, which is not the same as done: done is what
hardbook read itself. A step that hardbook can see is refused.

Without an ID it lists the steps that can be attested, and how each stands. It
opens no network connection. What it knows is in out/<alias or id>/attested.yaml.`,
		Example: `  hardbook attest
  hardbook attest root-recovery --note "both codes are in the safe"
  hardbook attest root-recovery --who "Jo Doe" --until 2027-03-31
  hardbook attest root-recovery --withdraw`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return hint.Add(errors.New("attest takes one step at a time"), "put a note of several words in quotes")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.given = cmd.Flags().Changed
			return runAttest(o, args, time.Now(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return byHandIDs(o.where), cobra.ShellCompDirectiveNoFileComp
		},
	}
	o.flags(cmd)
	f := cmd.Flags()
	f.StringVarP(&o.out, "output", "o", "out", "folder that holds the books")
	f.StringVar(&o.note, "note", "", "what you saw, or where it is; others may read it, so no secret")
	f.StringVar(&o.who, "who", "", "who says so (default the owner in the config)")
	f.StringVar(&o.until, "until", "", "last day on which it holds, YYYY-MM-DD (default a year from today)")
	f.BoolVar(&o.withdraw, "withdraw", false, "take back what was said of the step")
	return cmd
}

// byHandIDs are the steps that the shell proposes.
func byHandIDs(w where) []string {
	l, err := w.open()
	if err != nil {
		return nil
	}
	var ids []string
	for _, e := range byHand(l) {
		ids = append(ids, e.Step.ID)
	}
	return ids
}

// byHand are the steps of the book that can be attested.
func byHand(l library) []runbook.Entry {
	return slices.DeleteFunc(slices.Clone(l.book.Entries), func(e runbook.Entry) bool { return mayAttest(l.book.Config, e, "") != nil })
}

func runAttest(o attestOptions, args []string, now time.Time, stdout, stderr io.Writer) error {
	now = now.UTC().Truncate(time.Second)
	if err := o.contradiction(args); err != nil {
		return err
	}
	l, before, err := o.openForAttest(stderr)
	switch {
	case err != nil:
		return err
	case len(args) == 0:
		return listAttested(o, l, now, stdout, stderr)
	case o.withdraw:
		return withdraw(o, l, args[0], now, stdout)
	}
	e, err := l.find(args[0])
	if err != nil {
		return err
	}
	if err := mayAttest(l.book.Config, e, o.again()); err != nil {
		return err
	}
	a, err := o.attestation(l, e.Step.ID, now)
	if err != nil {
		return err
	}
	if err := record(o, l, a, now, stderr); err != nil {
		return err
	}
	if was, ok := before.Find(a.ID); ok && was.Status != runbook.StatusManual && was.Status != runbook.StatusAttested {
		fmt.Fprintf(stderr, "hardbook: the last verify says of it: %s, %s; your word does not change that\n", was.Status, quote.Terminal(was.Reason))
	}
	fmt.Fprintln(stderr, "hardbook: the book shows it after the next hardbook verify")
	_, err = fmt.Fprintf(stdout, "%s: %s\n", a.ID, a.Words(now))
	return err
}

// contradiction is about flags that do not go together.
func (o attestOptions) contradiction(args []string) error {
	for _, flag := range []string{"note", "who", "until", "withdraw"} {
		switch {
		case !o.given(flag):
		case len(args) == 0:
			return hint.Add(fmt.Errorf("--%s is about one step", flag), "name the step; hardbook attest lists those that can be attested")
		case o.withdraw && flag != "withdraw":
			return hint.Add(fmt.Errorf("--withdraw and --%s do not go together", flag), "give one of the two")
		}
	}
	return nil
}

// mayAttest says why a step cannot be attested, nil where it can. Flags are those
// that lead to this book again.
func mayAttest(cfg config.Config, e runbook.Entry, flags string) error {
	switch {
	case e.Status != "":
		return hint.Add(fmt.Errorf("the step %s is not to do in this account: %s", e.Step.ID, e.Why), "hardbook attest"+flags+" lists the steps that can be attested")
	case !e.Check.MayBeByHand(cfg):
		return hint.Add(fmt.Errorf("hardbook itself can see whether the step %s is done, so it takes nobody's word for it", e.Step.ID),
			"hardbook verify --only "+e.Step.ID+flags+" says how it stands")
	}
	return nil
}

// attestation is what the flags say of a step.
func (o attestOptions) attestation(l library, id string, now time.Time) (verify.Attestation, error) {
	a := verify.Attestation{ID: id, Who: o.who, At: now, Until: attested.UsualDay(now), Note: o.note}
	if !o.given("who") {
		a.Who = l.book.Config.Owner
		if a.Who == "" {
			return a, hint.Add(errors.New("who says so? the config names no owner"), `name yourself with --who "Jo Doe", or write owner: Jo Doe into `+quote.Terminal(o.config))
		}
	}
	for _, text := range []struct {
		flag, value string
		least, most int
	}{{"who", a.Who, 1, attested.WhoLength}, {"note", a.Note, 0, attested.NoteLength}} {
		if what, way := config.WrongText(text.value, text.least, text.most); what != "" {
			return a, hint.Add(fmt.Errorf("--%s: it %s", text.flag, what), way)
		}
	}
	if !o.given("until") {
		return a, nil
	}
	until, err := time.Parse(time.DateOnly, o.until)
	last := attested.LastDay(now)
	if err != nil || !until.After(now) || until.After(last) {
		return a, hint.Add(fmt.Errorf("--until: %q is no day from tomorrow to %s", o.until, last.Format(time.DateOnly)),
			fmt.Sprintf("write a day as YYYY-MM-DD, at most %d years away: nobody sees when the step stops being true", attested.Years))
	}
	a.Until = until
	return a, nil
}
