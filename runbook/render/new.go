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
	plan, err := runbook.NewPlan(cfg, all)
	if err != nil {
		return runbook.Book{}, nil, err
	}
	texts, err := Texts(templates, all)
	if err != nil {
		return runbook.Book{}, nil, err
	}
	computed, err := operator(plan, texts)
	if err != nil {
		return runbook.Book{}, nil, err
	}
	book, err := plan.Book(computed)
	return book, texts, err
}
