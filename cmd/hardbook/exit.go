package main

import (
	"fmt"
	"strings"
)

// The exit codes of hardbook. exitDone, exitOpen and exitUnread are those of
// verify.Report.ExitCode, too.
const (
	exitDone   = 0
	exitOpen   = 1
	exitUnread = 2
	exitUsage  = 64 // EX_USAGE of sysexits.h: the command could not do its work
)

// An exitCode is a way for a command to end, and what it says.
type exitCode struct {
	Code    int
	Meaning string
}

// exitCodes are the ways for a command to end, by its name after "hardbook". Help,
// man pages and docs/ci.md tell what stands here.
func exitCodes(command string) []exitCode {
	switch command {
	case "":
		return []exitCode{
			{exitDone, "the command did its work; verify: everything that can be verified is done"},
			{exitOpen, "verify: something is todo or waiting; mfa check: a code or a clock is wrong"},
			{exitUnread, "verify: something is unknown: it could not be read"},
			{exitUsage, "the command could not do its work; what was there is as it was"},
		}
	case "verify":
		return []exitCode{
			{exitDone, "everything that can be verified is done"},
			{exitOpen, "something is todo or waiting"},
			{exitUnread, "something is unknown: it could not be read"},
			{exitUsage, "verify could not do its work: a wrong flag or config, no credentials, the wrong account; the book is as it was"},
		}
	case "mfa check":
		return []exitCode{
			{exitDone, "both codes are right and in order, and the clocks differ by half a minute at most (one turn of the codes)"},
			{exitOpen, "anything else"},
			{exitUsage, "something was wrong with what you gave"},
		}
	}
	return []exitCode{
		{exitDone, "the command did its work"},
		{exitUsage, "it did not: a wrong flag or config, a file that cannot be read or written"},
	}
}

// exitHelp says in the help of a command how it ends, in lines of 80 columns.
func exitHelp(command string) string {
	var b strings.Builder
	b.WriteString("Exit codes:\n")
	for _, e := range exitCodes(command) {
		lead := fmt.Sprintf("  %-4d", e.Code)
		line := lead
		for _, word := range strings.Fields(e.Meaning) {
			if len(line)+len(word) >= 80 {
				b.WriteString(strings.TrimRight(line, " ") + "\n")
				line = strings.Repeat(" ", len(lead))
			}
			line += word + " "
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}
