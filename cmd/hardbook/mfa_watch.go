package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"hardbook/runbook/hint"
	"hardbook/runbook/mfa"
	"hardbook/runbook/terminal"
)

// What a terminal is told. A screen of its own keeps no lines that scrolled
// away; what stands on it is wiped before it is left, for a few terminals keep it.
const (
	ownScreen = "\x1b[?1049h\x1b[?25l" // and hide the cursor
	home      = "\x1b[H"
	restOfRow = "\x1b[K"
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
		if _, err := fmt.Fprint(stdout, home+strings.ReplaceAll(text, "\n", restOfRow+"\n")); err != nil {
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
