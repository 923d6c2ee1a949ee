package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"hardbook/runbook/evidence"
	"hardbook/runbook/example"
	"hardbook/runbook/hint"
	"hardbook/runbook/quote"
	"hardbook/runbook/render/folder"
	"hardbook/runbook/report"
	"hardbook/runbook/verify"
)

// openEvidence opens a folder of evidence about the config's account. It can be
// read until shut is called.
func openEvidence(dir string, l library) (e evidence.Evidence, shut func(), err error) {
	files := fs.FS(example.Evidence())
	shut = func() {}
	if dir != exampleName {
		root, err := os.OpenRoot(dir)
		if err != nil && strings.HasSuffix(dir, ".zip") {
			return e, shut, hint.Add(fmt.Errorf("evidence: %s is packed", dir), "unpack it, and name the folder that comes out")
		}
		if err != nil {
			return e, shut, hint.Add(fmt.Errorf("evidence: %w", err), "run collect.sh of the book, and name the folder it made")
		}
		files, shut = root.FS(), func() { _ = root.Close() } // it was only read
	}
	if e, err = evidence.Open(files, l.book.Config); err != nil {
		return e, shut, hint.Add(fmt.Errorf("evidence in %s: %w", dir, err), "run collect.sh of the book to the end, and name the folder it made")
	}
	if e.Manifest.Account != l.book.Config.Account.ID {
		return e, shut, hint.Add(fmt.Errorf("the evidence is about account %q, but the config is about %s", e.Manifest.Account, l.book.Config.Account.ID),
			"collect evidence in the right account, or name another config with -c")
	}
	if tooNew(e.Manifest) {
		return e, shut, hint.Add(fmt.Errorf("evidence in %s: it says that it was collected on %s, which is still to come", dir, e.Manifest.CollectedAt.Format(time.DateOnly)),
			"set the clock right, and run collect.sh again")
	}
	return e, shut, nil
}

// previous is the last report on the library's book under out, empty where
// there is none that can be read. What a crash left behind is put right first;
// where that cannot be done, the book in place is read all the same: its history
// would be lost. It fails when the book there is about another account.
func previous(out string, l library, stderr io.Writer) (verify.Report, error) {
	file := filepath.Join(out, l.name, "status.json")
	if err := folder.Recover(out); err != nil {
		fmt.Fprintf(stderr, "hardbook: what an earlier run left behind stays: %s\n", quote.Terminal(err.Error()))
	}
	r, err := readStatus(file)
	if err != nil {
		fmt.Fprintf(stderr, "hardbook: the last status.json is not used: %s\n", quote.Terminal(err.Error()))
	}
	of := r.Account
	if of == "" {
		file, of = bookOf(out, l.name)
	}
	if want := l.book.Config.Account.ID; of != "" && of != want {
		return r, hint.Add(fmt.Errorf("%s is about account %q, not %s", file, of, want),
			"give each account an alias of its own, or another folder with -o; if that number was a mistake, delete the folder "+filepath.Dir(file))
	}
	return r, nil
}

// bookOf is a file of the book that is there, and the account it is for: "" where
// there is none. A book that was not verified yet has no report to tell.
func bookOf(out, name string) (file, account string) {
	of := regexp.MustCompile(`(?m)^account=(\d{12})$|<body data-account="(\d{12})"`)
	for _, name := range []string{filepath.Join(name, "collect.sh"), filepath.Join(name, "runbook.html")} {
		file = filepath.Join(out, name)
		raw, err := readOwn(file)
		if err != nil {
			continue // where it is in the way, the writer says so
		}
		if found := of.FindSubmatch(raw); found != nil {
			return file, string(found[1]) + string(found[2])
		}
	}
	return file, ""
}

// readOwn reads a file that hardbook wrote: a plain one, and none larger than it
// writes any.
func readOwn(file string) ([]byte, error) {
	info, err := os.Lstat(file)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular() || info.Size() > verify.MaxStatus:
		return nil, fmt.Errorf("%s is not a file that hardbook wrote", file)
	}
	return os.ReadFile(file)
}

func readStatus(file string) (verify.Report, error) {
	var r verify.Report
	raw, err := readOwn(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return r, nil
	case err != nil:
		return r, err
	}
	r, err = verify.ParseReport(raw)
	if err != nil {
		return verify.Report{}, fmt.Errorf("%s: %w; it is kept as status.json.orig when a new one is written", file, err)
	}
	return r, nil
}

// writeTicks writes the book again, with what the report says, and notes in the
// guide where its steps stand.
func (v *verification) writeTicks(r verify.Report, g *report.Guide) error {
	draft, err := v.draft()
	if err != nil {
		return err
	}
	files, err := draft.Files(&r)
	if err != nil {
		return err
	}
	var status bytes.Buffer
	if err := report.JSON(&status, r); err != nil {
		return err
	}
	files["status.json"] = status.Bytes()
	if file := filepath.Join(v.out, v.name, "runbook.md"); filepath.IsLocal(file) {
		g.Runbook = filepath.ToSlash(file)
	}
	g.Locate(files["runbook.md"])
	defer v.alone()()
	return folder.Write(v.out, v.name, files)
}
