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

	"hardbook/runbook/hint"
	"hardbook/runbook/mfa"
	"hardbook/runbook/prompt"
)

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
