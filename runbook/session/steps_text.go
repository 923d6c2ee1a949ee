package session

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"hardbook/runbook"
	"hardbook/runbook/render"
	"hardbook/runbook/terminal"
)

// showStep prints what the book has on one step: readable at a terminal, as
// Markdown elsewhere.
func showStep(b Book, e runbook.Entry, stdout io.Writer) error {
	text, err := render.Section(b.Templates, b.Book, e, b.Texts)
	if err != nil {
		return err
	}
	if screen := terminal.Of(stdout); screen.Width > 0 {
		text = "\n" + screen.Markdown(text) + "\n"
	}
	_, err = io.WriteString(stdout, text)
	return err
}

// listSteps prints the steps: by chapter at a terminal, one a line elsewhere.
// Flags are those that lead to this book again.
func listSteps(b Book, flags string, stdout io.Writer) error {
	screen := terminal.Of(stdout)
	if screen.Width > 0 {
		_, err := io.WriteString(stdout, chapters(b, flags, screen))
		return err
	}
	table := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	for _, e := range b.Entries {
		text := b.Texts[e.Step.ID]
		fmt.Fprintf(table, "%d\t%s\t%s\t%s\t%d min\t%s\n", e.Number, e.Step.ID, e.Step.Phase, e.Step.Who, text.Minutes, text.Title)
	}
	return table.Flush()
}

// chapters is the list of the steps for a screen.
func chapters(b Book, flags string, screen terminal.Screen) string {
	width := 0
	for _, e := range b.Entries {
		width = max(width, len(e.Step.ID))
	}
	var list strings.Builder
	phase := runbook.Phase(0)
	for _, e := range b.Entries {
		if e.Step.Phase != phase {
			phase = e.Step.Phase
			list.WriteString("\n" + screen.Paint(terminal.Bold, phase.Title()) + "\n")
		}
		text := b.Texts[e.Step.ID]
		title := text.Title
		if e.Status != "" {
			title += screen.Paint(terminal.Dim, " ("+string(e.Status)+")")
		}
		first := fmt.Sprintf("%4d  %-*s  %-8s %3d min  ", e.Number, width, e.Step.ID, e.Step.Who, text.Minutes)
		list.WriteString(screen.Row(first, title))
	}
	list.WriteString("\nto read one: hardbook steps ID" + flags + "\n")
	return list.String()
}
