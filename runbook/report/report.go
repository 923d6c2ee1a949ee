// Package report writes a report on a book in the forms people and programs
// read.
package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf16"

	"hardbook/runbook"
)

// JSON writes the report in its schema, hardbook/verify/v1: what status.json
// holds. What a terminal might obey is written as \uXXXX: it reads back the same.
func JSON(w io.Writer, r runbook.Report) error {
	var plain bytes.Buffer
	enc := json.NewEncoder(&plain)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(r); err != nil {
		return err
	}
	var inert bytes.Buffer
	for _, c := range plain.String() {
		if c == '\n' || unicode.IsPrint(c) || unicode.Is(unicode.Zs, c) {
			inert.WriteRune(c)
			continue
		}
		for _, unit := range utf16.Encode([]rune{c}) {
			fmt.Fprintf(&inert, `\u%04x`, unit)
		}
	}
	_, err := inert.WriteTo(w)
	return err
}

// Text writes a table for the terminal, phase by phase, and what it adds up to.
// Colour is for terminals only.
func Text(w io.Writer, r runbook.Report, colour bool) error {
	var b strings.Builder
	fmt.Fprintf(&b, "account %s, read %s\n", r.Account, source(r))
	if age := r.Source.Age; age != "" {
		fmt.Fprintf(&b, "this evidence is %s old: what it says may have changed\n", runbook.Clean(age))
	}
	width := 0
	for _, s := range r.Steps {
		width = max(width, len(s.ID))
	}
	phase := ""
	for _, s := range r.Steps {
		if s.Phase != phase {
			phase = s.Phase
			fmt.Fprintf(&b, "\n%s\n", phase)
		}
		mark := fmt.Sprintf("%s %-14s", symbol(s.Status), s.Status)
		if colour {
			mark = paint(s.Status) + mark + "\x1b[0m"
		}
		reason := runbook.Clean(s.Reason)
		if s.Was == runbook.StatusDone {
			reason += " (it was done before)"
		}
		fmt.Fprintf(&b, "  %s %-*s  %s\n", mark, width, s.ID, reason)
	}
	fmt.Fprintf(&b, "\n%s\n", sum(r))
	_, err := io.WriteString(w, b.String())
	return err
}

func source(r runbook.Report) string {
	at := r.Source.CollectedAt.UTC().Format("2006-01-02 15:04 UTC")
	if r.Source.Kind == "live" {
		return "live as " + runbook.Clean(r.Source.Identity) + " at " + at
	}
	return "from the evidence in " + runbook.Clean(r.Source.Dir) + ", collected " + at + " as " + runbook.Clean(r.Source.Identity)
}

// sum is the summary in one line: "3 done, 8 todo".
func sum(r runbook.Report) string {
	var parts []string
	for _, s := range runbook.Statuses() {
		if n := r.Summary[s]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, s))
		}
	}
	return strings.Join(parts, ", ")
}

func symbol(s runbook.Status) string {
	symbols := map[runbook.Status]string{
		runbook.StatusDone: "✓", runbook.StatusAttested: "✓", runbook.StatusTodo: "✗",
		runbook.StatusWaiting: "…", runbook.StatusUnknown: "?",
	}
	if mark, ok := symbols[s]; ok {
		return mark
	}
	return "-"
}

// paint is the terminal's colour for a status.
func paint(s runbook.Status) string {
	switch s {
	case runbook.StatusDone, runbook.StatusAttested:
		return "\x1b[32m"
	case runbook.StatusTodo:
		return "\x1b[31m"
	case runbook.StatusWaiting, runbook.StatusUnknown:
		return "\x1b[33m"
	}
	return "\x1b[2m"
}
