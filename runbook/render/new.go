package render

import (
	"io/fs"

	"hardbook/runbook"
	"hardbook/runbook/config"
)

// NewBook makes the book of cfg out of all steps, with their texts and the
// policies that follow from those. It fails when the config names a step that
// does not exist, or when a text is missing or wrong.
func NewBook(templates fs.FS, cfg config.Config, all []runbook.Step) (runbook.Book, map[string]Text, error) {
	book, err := runbook.New(cfg, all)
	if err != nil {
		return book, nil, err
	}
	texts, err := Texts(templates, all)
	if err != nil {
		return book, nil, err
	}
	book.Computed, err = Operator(book, texts)
	return book, texts, err
}
