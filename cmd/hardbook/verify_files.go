package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

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
		if err != nil && strings.HasSuffix(dir, ".zip") {
			return evidence.Evidence{}, hint(fmt.Errorf("evidence: %s is packed", dir), "unpack it, and name the folder that comes out")
		}
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
	if e.Manifest.CollectedAt.After(time.Now().Add(24 * time.Hour)) {
		return e, hint(fmt.Errorf("evidence in %s: it says that it was collected on %s, which is still to come", dir, e.Manifest.CollectedAt.Format(time.DateOnly)),
			"set the clock right, and run collect.sh again")
	}
	return e, nil
}

// previous is the last report on the library's book under out, empty where
// there is none that can be read. What a crash left behind is put right first.
// It fails when the book there is about another account.
func previous(out string, l library, stderr io.Writer) (runbook.Report, error) {
	file := filepath.Join(out, l.name, "status.json")
	r, err := runbook.Report{}, folder.Recover(out)
	if err == nil {
		r, err = readStatus(file)
	}
	if err != nil {
		fmt.Fprintf(stderr, "hardbook: the last status.json is not used: %v\n", err)
	}
	if want := l.book.Config.Account.ID; r.Account != "" && r.Account != want {
		return r, hint(fmt.Errorf("%s is about account %s, not %s", file, r.Account, want),
			"give each account an alias of its own, or another folder with -o")
	}
	return r, nil
}

func readStatus(file string) (runbook.Report, error) {
	var r runbook.Report
	info, err := os.Lstat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return r, nil
	case err != nil:
		return r, err
	case !info.Mode().IsRegular() || info.Size() > runbook.MaxStatus:
		return r, fmt.Errorf("%s is not a file that hardbook wrote", file)
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		return r, err
	}
	r, err = runbook.ParseReport(raw)
	if err != nil {
		return runbook.Report{}, fmt.Errorf("%s: %w; it is kept as status.json.orig when a new one is written", file, err)
	}
	return r, nil
}

// writeTicks writes the book again, with what the report says, and notes in the
// guide where its steps stand.
func writeTicks(o verifyOptions, l library, r runbook.Report, g *report.Guide) error {
	files, err := render.Files(l.templates, l.book, l.texts, &r)
	if err != nil {
		return err
	}
	var status bytes.Buffer
	if err := report.JSON(&status, r); err != nil {
		return err
	}
	files["status.json"] = status.Bytes()
	if file := filepath.Join(o.out, l.name, "runbook.md"); filepath.IsLocal(file) {
		g.Runbook = filepath.ToSlash(file)
	}
	g.Locate(files["runbook.md"])
	return folder.Write(o.out, l.name, files)
}
