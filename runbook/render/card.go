package render

import (
	"html/template"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"hardbook/runbook"
)

// card is one step on the page.
type card struct {
	stepText
	Parts []part
}

// part is one section of a step.
type part struct {
	Kind  string // for the style
	Title string
	HTML  template.HTML
}

// card renders a step, section by section.
func (w *writer) card(s stepText) (card, error) {
	c, source := card{stepText: s}, []byte(s.Body)
	doc, err := w.parse(source, anchors{}) // the headings of a step are not shown as they are
	if err != nil {
		return c, err
	}
	w.mark(doc, source, s)
	nodes := [][]ast.Node{}                                                 // of each part
	kinds := []string{"why", "console", "commands", "see", "check", "undo"} // one for each of Sections
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			p := part{Title: plainText(h, source)}
			if len(c.Parts) < len(kinds) {
				p.Kind = kinds[len(c.Parts)]
			}
			c.Parts, nodes = append(c.Parts, p), append(nodes, nil)
			continue
		}
		if len(c.Parts) == 0 {
			c.Parts, nodes = append(c.Parts, part{}), append(nodes, nil)
		}
		nodes[len(nodes)-1] = append(nodes[len(nodes)-1], n)
	}
	for i := range c.Parts {
		if c.Parts[i].HTML, err = w.html(source, nodes[i]...); err != nil {
			return c, err
		}
	}
	return c, nil
}

// Findings are the facts behind the verdict.
func (c card) Findings() []runbook.Finding { return c.findings }

// Free reports whether the step costs nothing, for the filter of the page.
func (c card) Free() bool { return strings.HasPrefix(c.Cost, "free") }

// Open reports whether there is still something to do, or to look at.
func (c card) Open() bool {
	return !slices.Contains([]runbook.Status{
		runbook.StatusDone, runbook.StatusAttested, runbook.StatusNotApplicable, runbook.StatusSkipped,
	}, c.Status)
}
