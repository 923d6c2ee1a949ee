//go:build !docs

// Command hardbook writes a personal runbook for hardening one AWS account,
// and ticks it off against the account's real state.
package main

//go:generate go run -tags docs,offline .
//go:generate go run -tags offline . generate --output ../../out

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"

	"hardbook/runbook/hint"
)

// The user interface of hardbook, in a few rules:
//
//   - stdout carries results, stderr everything else;
//   - an error is "hardbook: what went wrong", lower case, without a full stop,
//     and, where there is a way out, "hardbook: hint: what to do";
//   - exit codes: 0 all that can be verified is done, 1 something is todo or
//     waiting, 2 something is unknown, 64 hardbook could not do its work at all
//     and nothing was written, or, of many accounts, not for all of them;
//   - colour only on a terminal, and never with NO_COLOR.
func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// The first Ctrl-C asks for an orderly end, a second one ends at once.
	context.AfterFunc(ctx, stop)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the whole program but for the process around it. Exit codes are
// decided here and nowhere else.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	unwritten := helpInto(root, stdout)
	err := root.ExecuteContext(ctx)
	if err == nil {
		err = *unwritten
	}
	var verdict verdictError
	if errors.As(err, &verdict) {
		return int(verdict)
	}
	if err != nil {
		hint.Print(stderr, err)
		return exitUsage
	}
	return exitDone
}
