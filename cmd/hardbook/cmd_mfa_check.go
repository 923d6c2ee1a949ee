package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"hardbook/runbook/hint"
	"hardbook/runbook/prompt"
)

func newMFACheck() *cobra.Command {
	var o mfaOptions
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Say whether two codes are right, and how far the clock is off",
		Long: `Says whether two codes that an app showed one after the other are right, and how
far its clock is from this computer's. AWS refuses codes of a clock that is off.

Type the seed and the two codes when asked: the code that the app shows, and,
when it changes, the next one. Or send them to standard input, each on a line of
its own: the seed (not with --seed-file), the first code, the second. Codes are
shown as you type; they are worthless two minutes later.

A code is recognized up to 10 minutes away.

` + exitHelp("mfa check"),
		Example: `  hardbook mfa check --seed-file seed`,
		Args:    noArgument,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runMFACheck(cmd.Context(), o, streamsOf(cmd))
		},
	}
	o.flags(cmd)
	return cmd
}

func runMFACheck(ctx context.Context, o mfaOptions, s prompt.Streams) error {
	in := prompt.NewLines(s)
	seed, err := o.seed(ctx, in)
	if err != nil {
		return err
	}
	first, err := in.Ask(ctx, "The code that the app shows: ")
	if err != nil {
		return fewLines(err)
	}
	second, err := in.Ask(ctx, "Wait for the next code, and type it: ")
	if err != nil {
		return fewLines(err)
	}
	now := o.now()
	if err := noMore(ctx, in); err != nil {
		return err
	}
	result, err := seed.Check(now, first, second)
	if err != nil {
		return hint.Add(err, "type the digits that the app shows, and nothing else")
	}
	if _, err := fmt.Fprintln(s.Out, result.Words()); err != nil {
		return err
	}
	if !result.Good() {
		return verdictError(exitOpen)
	}
	return nil
}
