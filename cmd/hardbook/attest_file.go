package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"hardbook/runbook/attested"
	"hardbook/runbook/hint"
	"hardbook/runbook/render/folder"
	"hardbook/runbook/verify"
)

// attestedFile is the file about the library's book under out.
func attestedFile(out string, l library) string { return filepath.Join(out, l.name, attested.Name) }

// openForAttest opens the book, which must be there, and its last report. What is
// attested is never the example's.
func (o attestOptions) openForAttest(stderr io.Writer) (library, verify.Report, error) {
	l, err := o.open()
	if err != nil {
		return l, verify.Report{}, err
	}
	if l.example {
		return l, verify.Report{}, hint.Add(fmt.Errorf("there is no config %s", o.config), "hardbook init writes one; the steps of the example are nobody's to attest")
	}
	before, err := previous(o.out, l, stderr)
	if err != nil {
		return l, before, err
	}
	if dir := filepath.Join(o.out, l.name); !isFolder(dir) {
		return l, before, hint.Add(fmt.Errorf("there is no book in %s", dir), "hardbook generate"+o.again()+" writes one; or name the folder that holds your books with -o")
	}
	return l, before, nil
}

func isFolder(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.IsDir()
}

// record writes an attestation into the file of the book.
func record(o attestOptions, l library, a verify.Attestation, now time.Time, stderr io.Writer) error {
	file, account, was := attestedFile(o.out, l), l.book.Config.Account.ID, ""
	err := folder.UpdateState(o.out, l.name, attested.Name, func(old []byte) ([]byte, error) {
		if old != nil {
			list, err := attested.Parse(file, old, account, now)
			if err != nil {
				return nil, err
			}
			if i := attested.Index(list, a.ID); i >= 0 {
				was = list[i].Words(now)
			}
		}
		return attested.With(file, old, account, a, now)
	})
	if err == nil && was != "" {
		fmt.Fprintf(stderr, "hardbook: this takes the place of: %s\n", was)
	}
	return err
}

// withdraw takes back what was said of a step, be it one of this book or not.
func withdraw(o attestOptions, l library, step string, now time.Time, stdout io.Writer) error {
	e, unknown := l.find(step)
	if unknown == nil {
		step = e.Step.ID
	}
	file, account, was := attestedFile(o.out, l), l.book.Config.Account.ID, ""
	err := folder.UpdateState(o.out, l.name, attested.Name, func(old []byte) ([]byte, error) {
		var list []verify.Attestation
		var err error
		if old != nil {
			list, err = attested.Parse(file, old, account, now)
		}
		if err != nil {
			return nil, err
		}
		i := attested.Index(list, step)
		switch {
		case i < 0 && unknown != nil:
			return nil, unknown
		case i < 0:
			return nil, hint.Add(fmt.Errorf("nobody has attested the step %s, so there is nothing to take back", step), "hardbook attest"+o.again()+" lists how the steps stand")
		}
		was = list[i].Words(now)
		return attested.Without(file, old, account, step, now)
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(stdout, "%s: withdrawn; it was: %s\n", step, was)
	return err
}

// readAttested are the attestations of the library's book under out. Those of
// steps that the book does not have are left out, with a word about them.
func readAttested(out string, l library, now time.Time, stderr io.Writer) ([]verify.Attestation, error) {
	data, err := folder.ReadState(out, l.name, attested.Name)
	if err != nil || data == nil {
		return nil, err
	}
	file := attestedFile(out, l)
	list, err := attested.Parse(file, data, l.book.Config.Account.ID, now)
	return slices.DeleteFunc(list, func(a verify.Attestation) bool {
		_, err := l.book.Find(a.ID)
		if err != nil {
			fmt.Fprintf(stderr, "hardbook: %s names the step %s, which this book does not have: it is not used\n", file, a.ID)
		}
		return err != nil
	}), err
}

// attest puts into the report what people said of its steps. Where the file is
// damaged no step is ticked by hand, and verify goes on.
func attest(r *verify.Report, out string, l library, stderr io.Writer) {
	if l.example {
		return
	}
	list, err := readAttested(out, l, r.CheckedAt, stderr)
	if err != nil {
		hint.Print(stderr, fmt.Errorf("%w\nno step is ticked by hand until that is put right", err))
	}
	r.Attest(list, r.CheckedAt)
}

// once passes on to w what it has not passed on before.
type once struct {
	w    io.Writer
	told []string
}

// Write takes one message.
func (o *once) Write(message []byte) (int, error) {
	if slices.Contains(o.told, string(message)) {
		return len(message), nil
	}
	o.told = append(o.told, string(message))
	return o.w.Write(message)
}
