package render

import (
	"errors"
	"html/template"
	"io/fs"

	"hardbook/runbook"
	"hardbook/runbook/quote"
	"hardbook/runbook/render/parallel"
)

// A Draft is a book as far as it is the same whatever its steps' verdicts: verify
// prepares it while AWS answers. It makes the files of any number of reports, and
// is safe for concurrent use.
type Draft struct {
	page      // without a report, and without what is made of one
	templates fs.FS
	frame     *template.Template // of the page, and of its blocks of code
	writer    *writer
	cards     []card // in the order of the book
}

// NewDraft prepares the files of a book: it fills in the text of each step, and
// makes HTML of it.
func NewDraft(templates fs.FS, b runbook.Book, texts map[string]Text) (Draft, error) {
	d := Draft{
		page:      page{Config: b.Config, Book: b, Version: runbook.Version, Texts: texts},
		templates: templates,
		cards:     make([]card, len(b.Entries)),
	}
	source, err := readText(templates, "page.html.tmpl")
	if err != nil {
		return d, err
	}
	if d.frame, err = template.New("page").Funcs(template.FuncMap{"clean": quote.Terminal}).Parse(source); err != nil {
		return d, err
	}
	if d.frame.Lookup("code") == nil {
		return d, errors.New(`templates/page.html.tmpl: it does not define "code", the frame of a block of commands`)
	}
	d.writer = newWriter(d.frame.Lookup("code"), b, texts)
	return d, parallel.Each(atOnce(), b.Entries, func(i int, e runbook.Entry) error {
		s, err := renderStep(b, e, texts[e.Step.ID])
		if err == nil {
			d.cards[i], err = d.writer.card(s)
		}
		return err
	})
}
