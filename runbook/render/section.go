package render

import (
	"fmt"
	"io/fs"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/config"
)

// Section is what the book has on one step, as Markdown that stands by itself:
// its number, who does it, how long it takes, what it costs and may break, and
// its text. It fails when a template does.
func Section(templates fs.FS, b runbook.Book, e runbook.Entry, texts map[string]Text) (string, error) {
	policies, err := b.Policies()
	if err != nil {
		return "", err
	}
	s, _, err := renderStep(b, e, texts[e.Step.ID], policies, nil)
	if err != nil {
		return "", err
	}
	data := page{Config: b.Config, Book: b, Version: runbook.Version, Policies: policies, Texts: texts}
	data.add(e.Step.Phase, s)
	book, err := fill(templates, "book.md.tmpl", data)
	if err != nil {
		return "", err
	}
	section := cut(string(book), fmt.Sprintf("### %d. ", e.Number))
	if section == "" { // a frame of the reader's own, laid out in another way
		return Step(b, e, texts)
	}
	return section, nil
}

// cut is the section of a book under the heading that begins so, its headings
// raised to the top. That the step is to do is left out: nobody has looked.
func cut(book, heading string) string {
	var lines []string
	inside, inFence, blank := false, false, true
	for line := range strings.Lines(book) {
		if strings.HasPrefix(line, fence) {
			inFence = !inFence
		}
		if !inFence && strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "####") {
			inside = strings.HasPrefix(line, heading)
		}
		if !inside || line == "- [ ] **To do**\n" || !inFence && blank && line == "\n" {
			continue
		}
		blank = line == "\n"
		if !inFence && strings.HasPrefix(line, "###") {
			line = line[2:]
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 {
		return ""
	}
	return strings.TrimRight(strings.Join(lines, ""), "\n") + "\n"
}

// Who is who does a step, for readers: "the root user".
func Who(cfg config.Config, s runbook.Step) string { return actor(cfg, s.Who) }
