package main

import (
	"io/fs"
	"os"
	"path/filepath"

	"hardbook/runbook/render"
	"hardbook/runbook/render/folder"
	"hardbook/runbook/verify"
)

// indexName is the page that links the books, in the folder of the books.
const indexName = "index.html"

// writeIndex writes the page that links the books of a run, and gives its path;
// "" where it cannot.
func writeIndex(out string, templates fs.FS, outcomes []verify.Outcome) (string, error) {
	page, err := render.Index(templates, outcomes)
	if err != nil {
		return "", err
	}
	if err := folder.WritePage(out, indexName, page); err != nil {
		return "", err
	}
	return filepath.Join(out, indexName), nil
}

// hasBook reports whether the account has a book under out, of whatever run.
// One whose folder another account has (it clashes) has none.
func (a account) hasBook() bool {
	if a.err != nil {
		return false
	}
	info, err := os.Lstat(filepath.Join(a.out, a.cfg.Account.Name(), "runbook.html"))
	return err == nil && info.Mode().IsRegular()
}
