package render

import (
	"fmt"
	"strings"

	"hardbook/runbook/standard"
)

// Crosswalk is a standard beside the book, in Markdown: a sentence and a table.
// In the book itself the steps are linked.
func Crosswalk(rows []standard.Row, texts map[string]Text, linked bool) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s.\n\n| Number | What it asks for | Steps |\n| --- | --- | --- |\n", standard.Coverage(rows))
	for _, r := range rows {
		var steps []string
		for _, e := range r.Steps {
			if e.Why != "" {
				continue // the reason says it, where no other step is to do
			}
			step := fmt.Sprintf("%d. %s", e.Number, md(texts[e.Step.ID].Title))
			if linked {
				step = fmt.Sprintf("[%s](#%s)", step, anchor(fmt.Sprintf("%d. %s", e.Number, texts[e.Step.ID].Title)))
			}
			steps = append(steps, step)
		}
		if r.Reason != "" {
			steps = append(steps, md(r.Reason))
		}
		fmt.Fprintf(&out, "| %s | %s | %s |\n", r.Number, md(r.Title), strings.Join(steps, "; "))
	}
	return out.String()
}

// Standards are the tables of every standard, with links into the book.
func (p page) Standards() (string, error) {
	all, err := standard.All()
	if err != nil {
		return "", err
	}
	var out strings.Builder
	for _, s := range all {
		fmt.Fprintf(&out, "### %s\n\n%s\n", md(s.Title), Crosswalk(s.Crosswalk(p.Book.Plan), p.Texts, true))
	}
	return out.String(), nil
}
