package session

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/hint"
	"hardbook/runbook/render"
	"hardbook/runbook/report"
	"hardbook/runbook/steps"
)

// A Book is a book with all that is needed to print it.
type Book struct {
	runbook.Book
	Texts     map[string]render.Text // of its steps, by ID
	Templates fs.FS
	Name      string // of its folder, under the folder of books
	Example   bool   // the config is the embedded example
}

// book makes the book of a config.
func (t Target) book(cfg config.Config, name string) (Book, error) {
	const long = 200 // characters of a title; a heading is no text
	if title := []rune(t.Title); t.Title != "" && (strings.TrimSpace(t.Title) == "" || len(title) > long) {
		return Book{}, hint.Add(fmt.Errorf("--title: it is empty, or longer than %d characters", long), "give a title of some words, or leave it out")
	}
	templates, err := overlaid(t.Templates)
	if err != nil {
		return Book{}, err
	}
	book, texts, err := render.NewBook(templates, cfg, steps.All())
	book.Title = t.Title
	return Book{Book: book, Texts: texts, Templates: templates, Name: name}, err
}

// Step finds a step by its ID or by its number in the book.
func (b Book) Step(step string) (runbook.Entry, error) {
	for _, e := range b.Entries {
		if strconv.Itoa(e.Number) == step {
			return e, nil
		}
	}
	return b.Find(step)
}

// StepIDs lists the steps in the order of the book.
func (b Book) StepIDs() []string {
	var ids []string
	for _, e := range b.Entries {
		ids = append(ids, e.Step.ID)
	}
	return ids
}

// titles are the titles of the steps by ID.
func (b Book) titles() map[string]string {
	titles := map[string]string{}
	for id, t := range b.Texts {
		titles[id] = t.Title
	}
	return titles
}

// guide is what the report tells of the steps beside their verdicts. Flags are
// those that lead to this book again.
func (b Book) guide(flags string) report.Guide {
	g := report.Guide{Book: b.Book, Tasks: map[string]report.Task{}, Flags: flags}
	for _, e := range b.Entries {
		g.Tasks[e.Step.ID] = report.Task{Who: render.Who(b.Config, e.Step), Minutes: b.Texts[e.Step.ID].Minutes}
	}
	return g
}
