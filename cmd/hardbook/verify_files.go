package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"hardbook/runbook"
	"hardbook/runbook/evidence"
	"hardbook/runbook/example"
	"hardbook/runbook/render"
	"hardbook/runbook/render/folder"
	"hardbook/runbook/report"
)

// openEvidence opens a folder of evidence about the config's account.
func openEvidence(dir string, l library) (evidence.Evidence, error) {
	files := fs.FS(example.Evidence())
	if dir != exampleName {
		root, err := os.OpenRoot(dir)
		if err != nil {
			return evidence.Evidence{}, hint(fmt.Errorf("evidence: %w", err), "run collect.sh of the book, and name the folder it made")
		}
		files = root.FS()
	}
	e, err := evidence.Open(files, l.book.Config)
	if err != nil {
		return e, hint(fmt.Errorf("evidence in %s: %w", dir, err), "run collect.sh of the book to the end, and name the folder it made")
	}
	if e.Manifest.Account != l.book.Config.Account.ID {
		return e, hint(fmt.Errorf("the evidence is about account %q, but the config is about %s", e.Manifest.Account, l.book.Config.Account.ID),
			"collect evidence in the right account, or name another config with -c")
	}
	return e, nil
}

// previous is the last report, empty where there is none.
func previous(file string) (runbook.Report, error) {
	var r runbook.Report
	raw, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil
	}
	if err != nil {
		return r, err
	}
	return r, json.Unmarshal(raw, &r)
}

// writeTicks writes the book again, with what the report says.
func writeTicks(o verifyOptions, l library, r runbook.Report) error {
	files, err := render.Files(l.templates, l.book, l.texts, &r)
	if err != nil {
		return err
	}
	var status bytes.Buffer
	if err := report.JSON(&status, r); err != nil {
		return err
	}
	files["status.json"] = status.Bytes()
	return folder.Write(o.out, l.name, files)
}
