package report

import (
	"fmt"
	"io"
	"strings"

	"hardbook/runbook/hint"
	"hardbook/runbook/terminal"
	"hardbook/runbook/verify"
)

// A Format is a form in which a report, or the reports on several accounts, can
// be written.
type Format struct {
	Name      string // as on the command line
	For       string // who reads it
	Full      bool   // WriteMany wants the reports with the facts behind the verdicts, and whole guides
	Write     func(io.Writer, verify.Report, Guide) error
	WriteMany func(io.Writer, Accounts) error
}

// Formats lists every format, the usual one first.
func Formats() []Format {
	return []Format{
		{"text", "for people", false,
			func(w io.Writer, r verify.Report, g Guide) error { return writeText(w, r, g, terminal.Of(w)) },
			func(w io.Writer, a Accounts) error { return writeManyText(w, a, terminal.Of(w)) }},
		{"json", "for programs, as in status.json", true,
			func(w io.Writer, r verify.Report, _ Guide) error { return JSON(w, r) }, writeManyJSON},
		{"junit", "for the test page of a CI server", true, writeJUnit, writeManyJUnit},
		{"sarif", "for code scanning and its viewers", true, writeSARIF, writeManySARIF},
		{"markdown", "for an issue or the summary of a CI run", false, writeMarkdown, writeManyMarkdown},
	}
}

// FormatNamed returns the format of that name.
func FormatNamed(name string) (Format, error) {
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
	}
	return Format{}, hint.Add(fmt.Errorf("--format: there is no format %q", name), "the formats are "+FormatNames("and"))
}

// FormatNames lists the names of the formats: "text, json and junit".
func FormatNames(word string) string {
	var names []string
	for _, f := range Formats() {
		names = append(names, f.Name)
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " " + word + " " + names[last]
}
