package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"hardbook/runbook/terminal"
	"hardbook/runbook/verify"
)

// The exit codes of hardbook: those that reports lead to, and one more.
const (
	exitDone   = verify.ExitDone
	exitOpen   = verify.ExitOpen
	exitUnread = verify.ExitUnread
	exitUsage  = 64 // EX_USAGE of sysexits.h: the command could not do its work
)

// verdictError is the exit code of a command that did its work: 1 or 2.
type verdictError int

// Error is never shown.
func (v verdictError) Error() string { return fmt.Sprintf("exit code %d", int(v)) }

// verdict is the error that ends a command with this exit code, nil for none.
func verdict(code int) error {
	if code == exitDone {
		return nil
	}
	return verdictError(code)
}

// exitCodes are the ways for a command to end, by its name after "hardbook". Help,
// man pages and docs/ci.md tell what stands here.
func exitCodes(command string) map[int]string {
	switch command {
	case "":
		return map[int]string{
			exitDone:   "the command did its work; verify: everything that can be verified is done",
			exitOpen:   "verify: something is todo or waiting; mfa check: a code or a clock is wrong",
			exitUnread: "verify: something is unknown: it could not be read",
			exitUsage:  "the command could not do its work; what was there is as it was",
		}
	case "verify":
		return map[int]string{
			exitDone:   "everything that can be verified is done",
			exitOpen:   "something is todo or waiting",
			exitUnread: "something is unknown: it could not be read",
			exitUsage:  "verify could not do its work: a wrong flag or config, no credentials, the wrong account; the book is as it was",
		}
	case "mfa check":
		return map[int]string{
			exitDone:  "both codes are right and in order, and the clocks differ by half a minute at most (one turn of the codes)",
			exitOpen:  "anything else",
			exitUsage: "something was wrong with what you gave",
		}
	}
	return map[int]string{
		exitDone:  "the command did its work",
		exitUsage: "it did not: a wrong flag or config, a file that cannot be read or written",
	}
}

// exitHelp says in the help of a command how it ends, in lines of 80 columns.
func exitHelp(command string) string {
	var b strings.Builder
	b.WriteString("Exit codes:\n")
	screen := terminal.Screen{Width: 79}
	meanings := exitCodes(command)
	for _, code := range slices.Sorted(maps.Keys(meanings)) {
		b.WriteString(screen.Row(fmt.Sprintf("  %-4d", code), meanings[code]))
	}
	return strings.TrimSuffix(b.String(), "\n")
}
