package session

import (
	"fmt"
	"io"
	"strings"
	"time"

	"hardbook/runbook/attested"
	"hardbook/runbook/prompt"
	"hardbook/runbook/terminal"
)

// ListAttested prints the steps that can be attested, and how each stands: one a
// line, wrapped at a terminal.
func ListAttested(t Target, now time.Time, s prompt.Streams) error {
	now = now.UTC().Truncate(time.Second)
	b, _, err := t.openAttested(s.Err)
	if err != nil {
		return err
	}
	list, err := readAttested(t.Output, b, now, s.Err)
	if err != nil {
		return err
	}
	entries, width := b.ByHand(), 0
	for _, e := range entries {
		width = max(width, len(e.Step.ID))
	}
	screen := terminal.Of(s.Out)
	var text strings.Builder
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
		text.WriteString(screen.Row(first, b.Texts[id].Title+": "+stands))
	}
	if screen.Width > 0 {
		who := ""
		if b.Config.Owner == "" {
			who = ` --who "Your Name"`
		}
		text.WriteString("\nwhen you have done one: hardbook attest ID" + who + t.attestFlags() + "\n")
	}
	_, err = io.WriteString(s.Out, text.String())
	return err
}
