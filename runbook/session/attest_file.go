package session

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"hardbook/runbook/attested"
	"hardbook/runbook/hint"
	"hardbook/runbook/prompt"
	"hardbook/runbook/render/folder"
	"hardbook/runbook/verify"
)

// attestedFile is the file about a book under out.
func attestedFile(out string, b Book) string { return filepath.Join(out, b.Name, attested.Name) }

// openAttested opens the book, which must be there, and its last report. What is
// attested is never the example's.
func (t Target) openAttested(stderr io.Writer) (Book, verify.Report, error) {
	b, err := t.Open()
	if err != nil {
		return b, verify.Report{}, err
	}
	if b.Example {
		return b, verify.Report{}, hint.Add(fmt.Errorf("there is no config %s", t.Config), "hardbook init writes one; the steps of the example are nobody's to attest")
	}
	before, err := previous(t.Output, b, stderr)
	if err != nil {
		return b, before, err
	}
	if dir := filepath.Join(t.Output, b.Name); !isFolder(dir) {
		return b, before, hint.Add(fmt.Errorf("there is no book in %s", dir), "hardbook generate"+t.attestFlags()+" writes one; or name the folder that holds your books with -o")
	}
	return b, before, nil
}

func isFolder(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.IsDir()
}

// record writes an attestation into the file of the book.
func (t Target) record(b Book, a verify.Attestation, now time.Time, stderr io.Writer) error {
	file, account, was := attestedFile(t.Output, b), b.Config.Account.ID, ""
	err := folder.UpdateState(t.Output, b.Name, attested.Name, func(old []byte) ([]byte, error) {
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

// Withdraw takes back what was said of a step, be it one of this book or not.
func Withdraw(t Target, step string, now time.Time, s prompt.Streams) error {
	now = now.UTC().Truncate(time.Second)
	b, _, err := t.openAttested(s.Err)
	if err != nil {
		return err
	}
	e, unknown := b.Step(step)
	if unknown == nil {
		step = e.Step.ID
	}
	file, account, was := attestedFile(t.Output, b), b.Config.Account.ID, ""
	err = folder.UpdateState(t.Output, b.Name, attested.Name, func(old []byte) ([]byte, error) {
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
			return nil, hint.Add(fmt.Errorf("nobody has attested the step %s, so there is nothing to take back", step), "hardbook attest"+t.attestFlags()+" lists how the steps stand")
		}
		was = list[i].Words(now)
		return attested.Without(file, old, account, step, now)
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.Out, "%s: withdrawn; it was: %s\n", step, was)
	return err
}

// readAttested are the attestations of a book under out. Those of
// steps that the book does not have are left out, with a word about them.
func readAttested(out string, b Book, now time.Time, stderr io.Writer) ([]verify.Attestation, error) {
	data, err := folder.ReadState(out, b.Name, attested.Name)
	if err != nil || data == nil {
		return nil, err
	}
	file := attestedFile(out, b)
	list, err := attested.Parse(file, data, b.Config.Account.ID, now)
	return slices.DeleteFunc(list, func(a verify.Attestation) bool {
		_, err := b.Find(a.ID)
		if err != nil {
			fmt.Fprintf(stderr, "hardbook: %s names the step %s, which this book does not have: it is not used\n", file, a.ID)
		}
		return err != nil
	}), err
}

// attest puts into the report what people said of its steps. Where the file is
// damaged no step is ticked by hand, and verify goes on.
func attest(r *verify.Report, out string, b Book, stderr io.Writer) {
	if b.Example {
		return
	}
	list, err := readAttested(out, b, r.CheckedAt, stderr)
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
