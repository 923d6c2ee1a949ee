package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"hardbook/runbook/mfa"
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

func runMFACodes(ctx context.Context, o mfaCodesOptions, s streams) error {
	if err := o.watchable(s.stdout); err != nil {
		return err
	}
	in := newLines(s)
	seed, err := o.seed(ctx, in)
	if err != nil {
		return err
	}
	if o.seedFile == "" {
		if err := in.end(ctx); err != nil {
			return err
		}
	}
	if o.watch {
		return watchCodes(ctx, o, seed, s.stdout)
	}
	text, err := codesText(o.mfaOptions, seed)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(s.stdout, text)
	return err
}

// codesText are the two lines of codes.
func codesText(o mfaOptions, seed mfa.Seed) (string, error) {
	now := o.now()
	p, err := seed.Pair(now)
	if err != nil {
		return "", err
	}
	left := p.Left(now)
	plural := "s"
	if left == 1 {
		plural = ""
	}
	return fmt.Sprintf("%s  this code, for %d more second%s\n%s  the next one, after that\n", p.This, left, plural, p.Next), nil
}
