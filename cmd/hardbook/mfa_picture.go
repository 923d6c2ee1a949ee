package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"hardbook/runbook/hint"
	"hardbook/runbook/mfa"
	"hardbook/runbook/quote"
)

// write makes the PNG file, and says that it is a secret.
func (o mfaQROptions) write(picture mfa.QR, s streams) error {
	png, err := picture.PNG()
	if err != nil {
		return err
	}
	err = writeSecret(o.output, png, o.force)
	if errors.Is(err, fs.ErrExist) {
		return hint.Add(errors.New("--output: there is such a file already"), "name another file, or write over it with --force")
	}
	if err != nil {
		return hint.Add(fmt.Errorf("--output: %w", err), "name a file in a folder that you may write to")
	}
	fmt.Fprintln(s.stderr, "hardbook: WARNING: whoever has this file can make your codes for ever; delete it when the app has read it")
	_, err = fmt.Fprintln(s.stdout, quote.Terminal(o.output))
	return err
}

// writeSecret writes a file that only its owner can read: whole or not at all,
// and never over a file that is there, unless it may.
func writeSecret(name string, content []byte, over bool) (err error) {
	aside, err := os.CreateTemp(filepath.Dir(name), ".hardbook-*") // mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(aside.Name()) // where it was renamed, there is none
	_, err = aside.Write(content)
	if err == nil {
		err = aside.Sync()
	}
	if e := aside.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	if over {
		return os.Rename(aside.Name(), name)
	}
	err = os.Link(aside.Name(), name) // fails where there is a file, however late it came
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	// Some file systems have no links. There a file that comes right now is lost.
	if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
		return fs.ErrExist
	}
	return os.Rename(aside.Name(), name)
}
