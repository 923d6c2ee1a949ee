package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"hardbook/runbook/hint"
	"hardbook/runbook/mfa"
	"hardbook/runbook/prompt"
	"hardbook/runbook/terminal"
	"hardbook/runbook/words"
)

type mfaCodesOptions struct {
	mfaOptions
	watch bool
}

func newMFACodes() *cobra.Command {
	var o mfaCodesOptions
	cmd := &cobra.Command{
		Use:   "codes",
		Short: "Print this code and the next one",
		Long: `Prints two codes in a row, each at the start of a line: the one of now and the
one after it. AWS asks for two when a device is set up, and for one at sign-in.

The codes stay in the window and in what it scrolled back; they are worthless
two minutes later. With --watch they stand on a screen of their own, count down,
and are gone when you press Ctrl-C.`,
		Example: `  hardbook mfa codes                              asks for the seed
  hardbook mfa codes --seed-file seed --watch
  pass show aws/seed | hardbook mfa codes`,
		Args: noArgument,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runMFACodes(cmd.Context(), o, streamsOf(cmd))
		},
	}
	o.flags(cmd)
	cmd.Flags().BoolVarP(&o.watch, "watch", "w", false, "count down on the screen until Ctrl-C")
	return cmd
}

func runMFACodes(ctx context.Context, o mfaCodesOptions, s prompt.Streams) error {
	if err := o.watchable(s.Out); err != nil {
		return err
	}
	in := prompt.NewLines(s)
	seed, err := o.onlySeed(ctx, in)
	if err != nil {
		return err
	}
	if o.watch {
		return watchCodes(ctx, o, seed, s.Out)
	}
	text, err := codesText(o.mfaOptions, seed)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(s.Out, text)
	return err
}

// codesText are the two lines of codes.
func codesText(o mfaOptions, seed mfa.Seed) (string, error) {
	now := o.now()
	p, err := seed.Pair(now)
	if err != nil {
		return "", err
	}
	left := words.Count(p.Left(now), "more second")
	return fmt.Sprintf("%s  this code, for %s\n%s  the next one, after that\n", p.This, left, p.Next), nil
}

// What a terminal is told. A screen of its own keeps no lines that scrolled
// away; what stands on it is wiped before it is left, for a few terminals keep it.
const (
	ownScreen = "\x1b[?1049h\x1b[?25l" // and hide the cursor
	home      = "\x1b[H"
	wipe      = "\x1b[H\x1b[J"
	oldScreen = "\x1b[?25h\x1b[?1049l"
)

// watchable refuses --watch where nothing can be wiped: the codes of an hour
// would pile up.
func (o mfaCodesOptions) watchable(stdout io.Writer) error {
	if o.watch && !terminal.Of(stdout).Moves {
		return hint.Add(errors.New("--watch needs a terminal that can be drawn over"), "leave out --watch: then two codes are printed")
	}
	return nil
}

// watchCodes counts down until Ctrl-C, which is how it is meant to end.
func watchCodes(ctx context.Context, o mfaCodesOptions, seed mfa.Seed, stdout io.Writer) (err error) {
	defer func() {
		if _, e := io.WriteString(stdout, wipe+oldScreen); err == nil {
			err = e
		}
	}()
	if _, err := io.WriteString(stdout, ownScreen+wipe); err != nil {
		return err
	}
	for {
		text, err := codesText(o.mfaOptions, seed)
		if err != nil {
			return err
		}
		text += "\nCtrl-C ends this and wipes the codes away.\n"
		if _, err := fmt.Fprint(stdout, home+strings.ReplaceAll(text, "\n", terminal.RestOfRow+"\n")); err != nil {
			return err
		}
		// The next look is just after a second begins, so none is passed over.
		now := o.now()
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(now.Truncate(time.Second).Add(time.Second + 10*time.Millisecond).Sub(now)):
		}
	}
}
