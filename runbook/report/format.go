package report

import (
	"io"

	"hardbook/runbook"
	"hardbook/runbook/terminal"
)

// A Format is a form in which a report can be written.
type Format struct {
	Name  string // as on the command line
	For   string // who reads it
	Write func(io.Writer, runbook.Report, Guide) error
}

// Formats lists every format, the usual one first.
func Formats() []Format {
	return []Format{
		{"text", "for people", func(w io.Writer, r runbook.Report, g Guide) error { return Text(w, r, g, terminal.Of(w)) }},
		{"json", "for programs, as in status.json", func(w io.Writer, r runbook.Report, _ Guide) error { return JSON(w, r) }},
		{"junit", "for the test page of a CI server", JUnit},
		{"sarif", "for code scanning and its viewers", SARIF},
		{"markdown", "for an issue or the summary of a CI run", Markdown},
	}
}
