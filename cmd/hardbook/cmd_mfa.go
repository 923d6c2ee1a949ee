package main

import (
	"errors"
	"time"

	"hardbook/runbook/hint"

	"github.com/spf13/cobra"
)

// mfa keeps to rules of its own, for the seed of an MFA device is a secret:
//
//   - it comes from stdin or from a file that only its owner can read;
//   - what stands where no seed belongs is never repeated, for it might be one:
//     an argument, a wrong flag, a name of a file that is not there;
//   - nothing is written but what was asked for, and no connection is opened.
func newMFA() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "mfa",
		Short: "Make, draw and check the codes of an MFA device, offline",
		Long: `Works with the seed of an authenticator app: makes its codes, draws the QR code
that moves it to a phone, and checks codes and clocks. It opens no connection
and needs no config.

The seed is Base32 (what a console shows, or what create-virtual-mfa-device
writes with --bootstrap-method Base32StringSeed) or an otpauth address (what a QR
code holds). Type it when asked, where it is not shown; or send it to standard
input; or name a file that only you can read (mode 0600) with --seed-file. It is
never a flag or an argument: other users can see those, and your shell keeps them.

Whoever has the seed can make your codes for ever. Delete the file when the
device works.`,
		Example: `  hardbook mfa codes --seed-file seed             two codes, to switch MFA on
  hardbook mfa qr --seed-file seed                move the seed to a phone
  hardbook mfa check --seed-file seed             are two codes of the phone right?`,
		Args: noArgument,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.SetFlagErrorFunc(func(cmd *cobra.Command, _ error) error { // the error quotes what was typed
		return hint.Add(errors.New("there is no such flag, or it takes no such value"), cmd.CommandPath()+" --help shows the flags")
	})
	cmd.AddCommand(newMFACodes(), newMFAQR(), newMFACheck())
	return cmd
}

// noArgument refuses every argument without repeating it.
func noArgument(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return nil
	case cmd.HasSubCommands():
		return hint.Add(errors.New("there is no such command"), cmd.CommandPath()+" --help lists the commands")
	}
	return hint.Add(errors.New("this command takes no argument"),
		"send the seed to standard input, or name a file with --seed-file. If you just wrote a seed in the command line, your shell may keep it: take it out of the history, or set up the device anew")
}

// mfaOptions are what all commands of mfa share.
type mfaOptions struct {
	seedFile string           // "" means standard input
	now      func() time.Time // the clock, which tests set
}

func (o *mfaOptions) flags(cmd *cobra.Command) {
	o.now = time.Now
	cmd.Flags().StringVar(&o.seedFile, "seed-file", "", "file with the seed, which only you can read (default standard input)")
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error {
		if o.seedFile == "" && cmd.Flags().Changed("seed-file") {
			return hint.Add(errors.New("--seed-file: it names no file"), "a variable in the command may be empty; without the flag the seed comes from standard input")
		}
		return nil
	}
}
