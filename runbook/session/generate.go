package session

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"

	"hardbook/runbook/hint"
	"hardbook/runbook/prompt"
	"hardbook/runbook/render"
	"hardbook/runbook/render/folder"
	"hardbook/runbook/render/parallel"
	"hardbook/runbook/verify"
)

// Generate writes the book of the config, without ticks, and prints where it is. With
// several configs, or a folder of them, it writes a book for each account.
func Generate(ctx context.Context, t Target, configs []string, s prompt.Streams) error {
	files, many, err := configFiles(configs)
	if err != nil {
		return err
	}
	if many {
		return generateMany(ctx, t, files, s)
	}
	b, err := t.Open()
	if err != nil {
		return err
	}
	if err := generate(t.Output, b, s.Err); err != nil {
		return err
	}
	if b.Example {
		fmt.Fprintf(s.Err, "hardbook: there is no %s here, so this is the embedded example, not your account; hardbook init writes one\n", t.Config)
	}
	_, err = fmt.Fprintln(s.Out, page(t.Output, b.Name))
	return err
}

// page is the file of a book that people open.
func page(out, name string) string { return filepath.Join(out, name, "runbook.html") }

// generate puts a new book without ticks in its place.
func generate(out string, b Book, stderr io.Writer) error {
	files, err := render.Files(b.Templates, b.Book, b.Texts, nil)
	if err != nil {
		return err
	}
	before, err := previous(out, b, stderr)
	if err != nil {
		return err
	}
	if err := folder.Write(out, b.Name, files); err != nil {
		return err
	}
	if before.Account != "" {
		fmt.Fprintln(stderr, "hardbook: the new book has no ticks yet: run hardbook verify again")
	}
	return nil
}

// atATime is how many accounts are worked on at once. To judge and to write a
// book takes one core, to read it live a few dozen connections that mostly wait:
// four keep a small machine busy with either, and hold four books in memory.
const atATime = 4

// generateMany writes the books of several accounts, and the page that links
// them. What goes wrong with one is told, and the rest go on.
func generateMany(ctx context.Context, t Target, files []string, s prompt.Streams) error {
	shared, err := overlaid(t.Templates)
	if err != nil {
		return err
	}
	accounts := t.accounts(files)
	outcomes, said := make([]verify.Outcome, len(accounts)), make([]bytes.Buffer, len(accounts))
	var broken error // s.Out is closed
	parallel.InOrder(atATime, len(accounts), func(i int) error {
		if err := accounts[i].begin(ctx); err != nil {
			return err
		}
		b, err := accounts[i].open()
		if err != nil {
			return err
		}
		return generate(t.Output, b, &said[i])
	}, func(i int, err error) {
		a := accounts[i]
		outcomes[i] = a.outcome(verify.Report{}, err)
		if err != nil {
			hint.Print(&said[i], err)
		} else if _, err := fmt.Fprintln(s.Out, page(a.Output, a.name())); err != nil {
			broken = err
		}
		tell(s.Err, a.name(), &said[i])
	})
	wrong := failed(outcomes)
	if wrong < len(outcomes) {
		index, err := writeIndex(t.Output, shared, outcomes)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintln(s.Out, index); err != nil {
			broken = err
		}
	}
	if wrong > 0 {
		return hint.Add(fmt.Errorf("%d of %d books were not written", wrong, len(outcomes)), "the lines above say why; put that right and run it again")
	}
	return broken
}
