package render

import (
	"io/fs"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/config"
)

// Section is what the book has on one step, as Markdown that stands by itself:
// its number, who does it, how long it takes, what it costs and may break, and
// its text. It fails when a template does.
func Section(templates fs.FS, b runbook.Book, e runbook.Entry, texts map[string]Text) (string, error) {
	s, err := renderStep(b, e, texts[e.Step.ID])
	if err != nil {
		return "", err
	}
	if e.Status == "" {
		s.Status = "" // nobody has looked
	}
	f, err := parseFrame(templates, "step.md.tmpl", page{Config: b.Config, Book: b})
	if err != nil {
		return "", err
	}
	section, err := f.fill(s, len(s.Body))
	return raise(section), err
}

// raise moves the headings of a step in the book to the top: "###" becomes "#".
// Code is left alone.
func raise(section string) string {
	var b strings.Builder
	for line, isCode := range markdownLines(section) {
		if !isCode && strings.HasPrefix(line, "###") {
			line = line[2:]
		}
		b.WriteString(line)
	}
	return b.String()
}

// Who is who does a step, for readers: "the root user".
func Who(cfg config.Config, s runbook.Step) string { return actor(cfg, s.Who) }
