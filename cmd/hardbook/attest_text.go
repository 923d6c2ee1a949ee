package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"hardbook/runbook/attested"
	"hardbook/runbook/terminal"
)

// listAttested prints the steps that can be attested, and how each stands: one a
// line, wrapped at a terminal.
func listAttested(o attestOptions, l library, now time.Time, stdout, stderr io.Writer) error {
	list, err := readAttested(o.out, l, now, stderr)
	if err != nil {
		return err
	}
	entries, width := byHand(l), 0
	for _, e := range entries {
		width = max(width, len(e.Step.ID))
	}
	screen := terminal.Of(stdout)
	var b strings.Builder
	for _, e := range entries {
		id := e.Step.ID
		mark, stands := "-", "not attested"
		if i := attested.Index(list, id); i >= 0 {
			stands = list[i].Words(now)
			if !list[i].Over(now) {
				mark = screen.Paint(terminal.Green, "✓")
			}
		}
		first := fmt.Sprintf("%4d  %-*s  %s ", e.Number, width, id, mark)
		b.WriteString(screen.Row(first, l.texts[id].Title+": "+stands))
	}
	if screen.Width > 0 {
		who := ""
		if l.book.Config.Owner == "" {
			who = ` --who "Your Name"`
		}
		b.WriteString("\nwhen you have done one: hardbook attest ID" + who + o.again() + "\n")
	}
	_, err = io.WriteString(stdout, b.String())
	return err
}
