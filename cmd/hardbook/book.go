package main

import (
	"errors"
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

// exampleName names the folder of the embedded example.
const exampleName = "example"

// library is a book with all that is needed to print it.
type library struct {
	book      runbook.Book
	texts     map[string]render.Text
	templates fs.FS
	name      string // folder of the book under the output folder
	example   bool   // the config is the embedded example
}

// titles are the titles of the steps by ID.
func (l library) titles() map[string]string {
	titles := map[string]string{}
	for id, t := range l.texts {
		titles[id] = t.Title
	}
	return titles
}

// guide is what the report tells of the steps beside their verdicts. Flags are
// those that lead to this book again.
func (l library) guide(flags string) report.Guide {
	g := report.Guide{Book: l.book, Tasks: map[string]report.Task{}, Flags: flags}
	for _, e := range l.book.Entries {
		g.Tasks[e.Step.ID] = report.Task{Who: render.Who(l.book.Config, e.Step), Minutes: l.texts[e.Step.ID].Minutes}
	}
	return g
}

// find is a step of the book, by its ID or by its number in the book.
func (l library) find(step string) (runbook.Entry, error) {
	for _, e := range l.book.Entries {
		if strconv.Itoa(e.Number) == step {
			return e, nil
		}
	}
	return l.book.Find(step)
}

// open loads the config, or, where there is none in place and the user named
// none, the embedded example.
func (w where) open() (library, error) {
	cfg, err := w.load()
	if errors.Is(err, fs.ErrNotExist) && !w.explicit {
		return w.openExample()
	}
	if err != nil {
		return library{}, err
	}
	return w.library(cfg, cfg.Account.Name())
}

func (w where) openExample() (library, error) {
	l, err := w.library(config.Example(), exampleName)
	l.example = true
	return l, err
}

func (w where) library(cfg config.Config, name string) (library, error) {
	const long = 200 // characters of a title; a heading is no text
	if title := []rune(w.title); w.title != "" && (strings.TrimSpace(w.title) == "" || len(title) > long) {
		return library{}, hint.Add(fmt.Errorf("--title: it is empty, or longer than %d characters", long), "give a title of some words, or leave it out")
	}
	overlaid, err := overlaid(w.templates)
	if err != nil {
		return library{}, err
	}
	book, texts, err := render.NewBook(overlaid, cfg, steps.All())
	book.Title = w.title
	return library{book: book, texts: texts, templates: overlaid, name: name}, err
}
