package render

import (
	"fmt"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/standard"
)

// Crosswalk is a standard beside the book, in Markdown: a sentence and a table.
// link makes the Markdown of a step of the book; nil names it without a link.
func Crosswalk(rows []standard.Row, texts map[string]Text, link func(runbook.Entry) string) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s.\n\n| Number | What it asks for | Steps |\n| --- | --- | --- |\n", standard.Coverage(rows))
	for _, r := range rows {
		var steps []string
		for _, e := range r.Steps {
			switch {
			case e.Why != "": // the reason says it, where no other step is to do
			case link != nil:
				steps = append(steps, link(e))
			default:
				steps = append(steps, fmt.Sprintf("%d. %s", e.Number, md(texts[e.Step.ID].Title)))
			}
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
	titles := map[string]string{}
	for _, c := range p.Phases {
		for _, s := range c.Steps {
			titles[s.Entry.Step.ID] = s.Title
		}
	}
	link := func(e runbook.Entry) string {
		title := titles[e.Step.ID]
		return fmt.Sprintf("[%d. %s](#%s)", e.Number, md(title), anchor(fmt.Sprintf("%d. %s", e.Number, title)))
	}
	var out strings.Builder
	for _, s := range all {
		fmt.Fprintf(&out, "### %s\n\n%s\n", md(s.Title), Crosswalk(s.Crosswalk(p.Book), nil, link))
	}
	return out.String(), nil
}
