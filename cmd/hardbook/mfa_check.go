package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"hardbook/runbook/hint"
	"hardbook/runbook/mfa"
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

func runMFACheck(ctx context.Context, o mfaOptions, s streams) error {
	in := newLines(s)
	seed, err := o.seed(ctx, in)
	if err != nil {
		return err
	}
	first, err := in.next(ctx, "The code that the app shows: ")
	if err != nil {
		return err
	}
	second, err := in.next(ctx, "Wait for the next code, and type it: ")
	if err != nil {
		return err
	}
	now := o.now()
	if err := in.end(ctx); err != nil {
		return err
	}
	result, err := seed.Check(now, first, second)
	if err != nil {
		return hint.Add(err, "type the digits that the app shows, and nothing else")
	}
	if _, err := fmt.Fprintln(s.stdout, checkText(result)); err != nil {
		return err
	}
	if !result.Good() {
		return verdictError(exitOpen)
	}
	return nil
}

// checkText says what two codes turned out to be, and what to do.
func checkText(r mfa.Result) string {
	clock := clockText(r.Drift)
	if !r.Near() {
		clock += ". Let both set their clocks by the network, then take two new codes"
	}
	switch r.Outcome {
	case mfa.InOrder:
		return "both codes are right; " + clock
	case mfa.Swapped:
		return "both codes are right, but in the wrong order: the one that came first goes first; " + clock
	case mfa.Apart:
		return "both codes are right, but do not follow each other: take two in a row; " + clock
	case mfa.Same:
		return "the code is right, but it is the same twice: wait for the next one; " + clock
	case mfa.OnlyTheFirst:
		return "the first code is right, the second is wrong; " + clock
	case mfa.OnlyTheSecond:
		return "the second code is right, the first is wrong; " + clock
	}
	return "both codes are wrong: they are of another seed, or a clock is off by more than " + spanText(mfa.Span)
}

// clockText says how far the app's clock is off.
func clockText(drift time.Duration) string {
	switch {
	case drift > 0:
		return "the app's clock is about " + spanText(drift) + " ahead of this computer's"
	case drift < 0:
		return "the app's clock is about " + spanText(-drift) + " behind this computer's"
	}
	return "the clocks agree"
}

// spanText is a time in minutes and seconds.
func spanText(d time.Duration) string {
	minutes, seconds := int(d/time.Minute), int(d%time.Minute/time.Second)
	count := func(n int, unit string) string {
		if n == 1 {
			return "1 " + unit
		}
		return fmt.Sprintf("%d %ss", n, unit)
	}
	switch {
	case minutes == 0:
		return count(seconds, "second")
	case seconds == 0:
		return count(minutes, "minute")
	}
	return count(minutes, "minute") + " " + count(seconds, "second")
}
