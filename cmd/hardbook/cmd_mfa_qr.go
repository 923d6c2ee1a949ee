package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"hardbook/runbook/hint"
	"hardbook/runbook/mfa"
	"hardbook/runbook/prompt"
	"hardbook/runbook/quote"
	"hardbook/runbook/safefile"
	"hardbook/runbook/terminal"
)

type mfaQROptions struct {
	mfaOptions
	output          string // PNG file; "" draws in the terminal
	force           bool   // the file may be there already
	account, issuer string // what the app calls the entry; "" leaves it to the seed
}

func newMFAQR() *cobra.Command {
	var o mfaQROptions
	cmd := &cobra.Command{
		Use:   "qr",
		Short: "Draw the QR code that an authenticator app scans",
		Long: `Draws the QR code of a seed in the terminal, or writes it as a PNG file that only
you can read.

Risk first: whoever sees the picture can make your codes for ever. Look behind
you; afterwards clear the window and what it scrolled back, or delete the file.

The picture names what the app shows beside the codes: the name in the otpauth
address, else AWS and virtual-mfa, else what --issuer and --account say. Without
colour (NO_COLOR, or not at a terminal) it is drawn for a dark terminal; on a
light one take --output.`,
		Example: `  hardbook mfa qr --seed-file seed --account iam-admin
  hardbook mfa qr --seed-file seed --output qr.png`,
		Args: noArgument,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runMFAQR(cmd.Context(), o, streamsOf(cmd))
		},
	}
	o.flags(cmd)
	cmd.Flags().StringVarP(&o.output, "output", "o", "", "write a PNG file instead (mode 0600)")
	cmd.Flags().BoolVar(&o.force, "force", false, "write over a PNG file that is there")
	cmd.Flags().StringVar(&o.account, "account", "", "name of the user, as the app shows it (default \"virtual-mfa\")")
	cmd.Flags().StringVar(&o.issuer, "issuer", "", "name of who asks for the codes, as the app shows it (default \"AWS\")")
	return cmd
}

func runMFAQR(ctx context.Context, o mfaQROptions, s prompt.Streams) error {
	if err := o.valid(); err != nil {
		return err
	}
	in := prompt.NewLines(s)
	seed, err := o.onlySeed(ctx, in)
	if err != nil {
		return err
	}
	picture, err := o.named(seed).QR()
	if err != nil {
		return hint.Add(err, "shorten --account or --issuer")
	}
	if o.output != "" {
		return o.write(picture, s)
	}
	if err := fits(picture, s); err != nil {
		return err
	}
	fmt.Fprintln(s.Err, "hardbook: WARNING: whoever sees this picture can make your codes for ever; clear the window and what it scrolled back when you are done")
	_, err = fmt.Fprint(s.Out, picture.Text(terminal.Of(s.Out).Colour))
	return err
}

// valid refuses flags that cannot be meant.
func (o mfaQROptions) valid() error {
	for _, name := range []string{o.account, o.issuer} {
		if quote.Terminal(name) != name || strings.Contains(name, ":") || len(name) > 128 {
			return hint.Add(errors.New("--account and --issuer take a short name without a colon"), "an app shows it beside the codes")
		}
	}
	if o.output != "" && !strings.HasSuffix(strings.ToLower(o.output), ".png") {
		return hint.Add(errors.New("--output: what is written is a PNG picture"), "give the file a name that ends in .png")
	}
	if o.force && o.output == "" {
		return hint.Add(errors.New("--force is for --output"), "leave it out, or name a file with --output")
	}
	return nil
}

// named is the seed with the names that the app will show.
func (o mfaQROptions) named(seed mfa.Seed) mfa.Seed {
	if seed.Account == "" {
		seed.Account = "virtual-mfa"
		if seed.Issuer == "" {
			seed.Issuer = "AWS"
		}
	}
	if o.account != "" {
		seed.Account = o.account
	}
	if o.issuer != "" {
		seed.Issuer = o.issuer
	}
	return seed
}

// fits refuses a terminal that would break the picture apart: no app reads half
// of it.
func fits(picture mfa.QR, s prompt.Streams) error {
	f, ok := s.Out.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	wide, high, err := term.GetSize(int(f.Fd()))
	columns, rows := picture.Size()
	if err != nil || wide == 0 || high == 0 || wide >= columns && high > rows {
		return nil
	}
	return hint.Add(fmt.Errorf("the picture takes %d columns and %d lines, and this terminal has %d and %d", columns, rows+1, wide, high),
		"make the window larger or its letters smaller, or write a file with --output qr.png")
}

// write makes the PNG file, and says that it is a secret.
func (o mfaQROptions) write(picture mfa.QR, s prompt.Streams) error {
	png, err := picture.PNG()
	if err != nil {
		return err
	}
	if o.force {
		err = safefile.Replace(o.output, png)
	} else {
		err = safefile.Create(o.output, png, nil)
	}
	if errors.Is(err, fs.ErrExist) {
		return hint.Add(errors.New("--output: there is such a file already"), "name another file, or write over it with --force")
	}
	if err != nil {
		return hint.Add(fmt.Errorf("--output: %w", err), "name a file in a folder that you may write to")
	}
	fmt.Fprintln(s.Err, "hardbook: WARNING: whoever has this file can make your codes for ever; delete it when the app has read it")
	_, err = fmt.Fprintln(s.Out, quote.Terminal(o.output))
	return err
}
