package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"hardbook/runbook/hint"
	"hardbook/runbook/session"
)

func newAttest() *cobra.Command {
	var o session.AttestOptions
	var who, until string
	var withdraw bool
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
			if err := contradiction(cmd.Flags().Changed, withdraw, args); err != nil {
				return err
			}
			if cmd.Flags().Changed("who") {
				o.Who = &who
			}
			if cmd.Flags().Changed("until") {
				o.Until = &until
			}
			now, s := time.Now(), streamsOf(cmd)
			switch {
			case len(args) == 0:
				return session.ListAttested(o.Target, now, s)
			case withdraw:
				return session.Withdraw(o.Target, args[0], now, s)
			}
			return session.Attest(o, args[0], now, s)
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var ids []string
			if len(args) == 0 {
				ids = attestable(o.Target)
			}
			return ids, cobra.ShellCompDirectiveNoFileComp
		},
	}
	configFlag(cmd, &o.Target)
	outputFlag(cmd, &o.Target)
	f := cmd.Flags()
	f.StringVar(&o.Note, "note", "", "what you saw, or where it is; others may read it, so no secret")
	f.StringVar(&who, "who", "", "who says so (default the owner in the config)")
	f.StringVar(&until, "until", "", "last day on which it holds, YYYY-MM-DD (default a year from today)")
	f.BoolVar(&withdraw, "withdraw", false, "take back what was said of the step")
	return cmd
}

// contradiction is about flags that do not go together.
func contradiction(given func(flag string) bool, withdraw bool, args []string) error {
	for _, flag := range []string{"note", "who", "until", "withdraw"} {
		switch {
		case !given(flag):
		case len(args) == 0:
			return hint.Add(fmt.Errorf("--%s is about one step", flag), "name the step; hardbook attest lists those that can be attested")
		case withdraw && flag != "withdraw":
			return hint.Add(fmt.Errorf("--withdraw and --%s do not go together", flag), "give one of the two")
		}
	}
	return nil
}

// attestable are the steps that the shell proposes.
func attestable(t session.Target) []string {
	b, err := t.Open()
	if err != nil {
		return nil
	}
	var ids []string
	for _, e := range b.ByHand() {
		ids = append(ids, e.Step.ID)
	}
	return ids
}
