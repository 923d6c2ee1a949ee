package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"

	"hardbook/runbook/hint"
	"hardbook/runbook/render"
	"hardbook/runbook/render/folder"
	"hardbook/runbook/verify"
)

// generateMany writes the books of several accounts, and the page that links
// them. What goes wrong with one is told, and the rest go on.
func generateMany(ctx context.Context, w where, files []string, stdout, stderr io.Writer) error {
	shared, err := overlaid(w.templates)
	if err != nil {
		return err
	}
	accounts := w.accounts(files)
	outcomes, said := make([]verify.Outcome, len(accounts)), make([]bytes.Buffer, len(accounts))
	var broken error // stdout is closed
	each(len(accounts), func(i int) error {
		if err := accounts[i].begin(ctx); err != nil {
			return err
		}
		return accounts[i].generate(&said[i])
	}, func(i int, err error) {
		a := accounts[i]
		outcomes[i] = a.outcome()
		outcomes[i].Err, outcomes[i].Book = err, a.hasBook()
		if err != nil {
			hint.Print(&said[i], err)
		} else if _, err := fmt.Fprintln(stdout, filepath.Join(a.out, a.name(), "runbook.html")); err != nil {
			broken = err
		}
		tell(stderr, a.name(), &said[i])
	})
	wrong := failed(outcomes)
	if wrong < len(outcomes) {
		index, err := writeIndex(w.out, shared, outcomes)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintln(stdout, index); err != nil {
			broken = err
		}
	}
	if wrong > 0 {
		return hint.Add(fmt.Errorf("%d of %d books were not written", wrong, len(outcomes)), "the lines above say why; put that right and run it again")
	}
	return broken
}

// generate writes the book of the account.
func (a account) generate(stderr io.Writer) error {
	l, err := a.library(a.cfg, a.cfg.Account.Name())
	if err != nil {
		return err
	}
	files, err := render.Files(l.templates, l.book, l.texts, nil)
	if err != nil {
		return err
	}
	defer a.alone()()
	return placeBook(a.out, l, files, stderr)
}

// placeBook puts a new book without ticks in its place.
func placeBook(out string, l library, files map[string][]byte, stderr io.Writer) error {
	before, err := previous(out, l, stderr)
	if err != nil {
		return err
	}
	if err := folder.Write(out, l.name, files); err != nil {
		return err
	}
	if before.Account != "" {
		fmt.Fprintln(stderr, "hardbook: the new book has no ticks yet: run hardbook verify again")
	}
	return nil
}
