package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"time"

	"hardbook/runbook/hint"
	"hardbook/runbook/mfa"
	"hardbook/runbook/prompt"

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

// seedHint says how a seed is handed over.
const seedHint = "the seed is Base32 or an otpauth address: send it to standard input, or name a file with --seed-file"

// seed reads the seed: from the file that was named, else the first line of
// what people type or programs send.
func (o mfaOptions) seed(ctx context.Context, in *prompt.Lines) (mfa.Seed, error) {
	var text string
	var err error
	if o.seedFile != "" {
		text, err = prompt.Wait(ctx, func() (string, error) { return readSeedFile(o.seedFile) }) // a pipe may keep one waiting
	} else {
		text, err = in.AskHidden(ctx, "The seed (it is not shown): ")
	}
	if err != nil {
		return mfa.Seed{}, fewLines(err)
	}
	s, err := mfa.ParseSeed(text)
	if err != nil {
		return mfa.Seed{}, hint.Add(err, seedHint)
	}
	return s, nil
}

// fewLines is an error of asking for the seed or a code, with a way out where it is that
// a program sent too little.
func fewLines(err error) error {
	if errors.Is(err, io.EOF) {
		return hint.Add(errors.New("standard input has too few lines"), "first the seed, unless --seed-file names it; each code on a line of its own")
	}
	return err
}

// onlySeed reads the seed where nothing else is read: what a program sends beside it
// is a mistake.
func (o mfaOptions) onlySeed(ctx context.Context, in *prompt.Lines) (mfa.Seed, error) {
	seed, err := o.seed(ctx, in)
	if err != nil || o.seedFile != "" {
		return seed, err
	}
	return seed, noMore(ctx, in)
}

// noMore fails where a program sends more than was asked for. A person cannot.
func noMore(ctx context.Context, in *prompt.Lines) error {
	if in.Person() {
		return nil
	}
	rest, err := in.Rest(ctx)
	if err == nil && strings.TrimSpace(rest) != "" {
		err = hint.Add(errors.New("standard input has more lines than one seed and its codes"), "send the seed alone, on one line")
	}
	return err
}

// readSeedFile reads a file that its owner alone can read. Errors do not name
// the file: what was named might be a seed.
func readSeedFile(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", hint.Add(fmt.Errorf("--seed-file: %w", withoutName(err)), "name a file that holds the seed alone")
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", fmt.Errorf("--seed-file: %w", withoutName(err))
	}
	switch mode := info.Mode(); {
	case mode.IsRegular() && mode.Perm()&0o077 != 0 && runtime.GOOS != "windows": // which has no such modes
		return "", hint.Add(fmt.Errorf("--seed-file: others can open this file (mode %04o)", mode.Perm()),
			"chmod 600 the file. If somebody else may have read it, set up the device anew")
	case !mode.IsRegular() && mode&fs.ModeNamedPipe == 0: // a pipe is what the shell makes of <(command)
		return "", hint.Add(errors.New("--seed-file: this is not a file"), "name a file that holds the seed alone")
	}
	text, err := io.ReadAll(io.LimitReader(f, mfa.MaxInput+1))
	if err != nil {
		return "", fmt.Errorf("--seed-file: %w", withoutName(err))
	}
	return string(text), nil
}

// withoutName is an error of the system without the name that it is about.
func withoutName(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
