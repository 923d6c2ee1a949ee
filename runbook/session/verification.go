package session

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"sync"
	"time"

	"hardbook/runbook/render"
	"hardbook/runbook/render/folder"
	"hardbook/runbook/report"
	"hardbook/runbook/verify"
	"hardbook/runbook/words"
)

// verification is one run of verify on one account.
type verification struct {
	o      VerifyOptions
	book   Book
	from   source
	stderr io.Writer
	told   *once                        // stderr, for what a watch would say at each look
	draft  func() (render.Draft, error) // of the book that is written; made once
}

func newVerification(o VerifyOptions, b Book, stderr io.Writer) verification {
	return verification{
		o: o, book: b, stderr: stderr, told: &once{w: stderr},
		draft: sync.OnceValues(func() (render.Draft, error) { return render.NewDraft(b.Templates, b.Book, b.Texts) }),
	}
}

// run makes the report, and finds the exit code.
func (v *verification) run(ctx context.Context) (verify.Report, int, error) {
	before, err := previous(v.o.Output, v.book, v.stderr)
	if err != nil {
		return verify.Report{}, 0, err
	}
	since, err := sinceWhen(v.o.Since, before, time.Now())
	if err != nil {
		return verify.Report{}, 0, err
	}
	r, err := v.first(ctx, before)
	if v.from.shut != nil { // something was tried
		defer v.from.shut()
	}
	if err == nil && v.o.Watch {
		r, err = v.follow(ctx, r)
	}
	if err != nil {
		return r, 0, err
	}
	last, over := r.Later()
	if over {
		fmt.Fprintf(v.stderr, "hardbook: this evidence is older than the last reading, of %s: what it shows may have changed since\n", words.Moment(last))
	}
	if v.o.Since == "" {
		return r, r.ExitCode(), nil
	}
	r.LookBack(since)
	if over {
		fmt.Fprintln(v.stderr, "hardbook: what was lost since then cannot be told from it")
		return r, verify.ExitUnread, nil
	}
	if len(before.Steps) == 0 {
		fmt.Fprintln(v.stderr, "hardbook: there is no earlier reading to compare with: what was lost cannot be told")
		return r, verify.ExitUnread, nil
	}
	return r, r.DriftCode(), nil
}

// first opens the source and reads the account for the first time. The clock of
// --timeout does not run while another account asks its question.
func (v *verification) first(ctx context.Context, before verify.Report) (verify.Report, error) {
	done := func() {}
	if v.o.many && v.o.Evidence == "" && asksCode(ctx, v.o.Profile) {
		done = v.o.codes.Turn(ctx)
	}
	ctx, cancel := context.WithTimeout(ctx, v.o.Timeout)
	defer cancel()
	if v.o.writes() {
		go func() { _, _ = v.draft() }() // while AWS answers; an error comes back when it is used
	}
	var err error
	v.from, err = openSource(ctx, v.o, v.book, v.stderr)
	done()
	if err != nil {
		return verify.Report{}, err
	}
	if v.from.is.Kind == "live" {
		warnPowerful(v.stderr, v.book.Config, v.from.is.Identity)
	}
	r, err := v.look(ctx, v.o.Only)
	r.Compare(before)
	return r, err
}

// write writes the book again with what the report says, where that is wanted, and
// tells of the steps.
func (v *verification) write(r verify.Report) (report.Guide, error) {
	guide := v.book.guide(v.o.Flags())
	guide.Folder = v.o.outputFlag()
	if !v.o.writes() {
		return guide, nil
	}
	draft, err := v.draft()
	if err != nil {
		return guide, err
	}
	files, err := draft.Files(&r)
	if err != nil {
		return guide, err
	}
	var status bytes.Buffer
	if err := report.JSON(&status, r); err != nil {
		return guide, err
	}
	files["status.json"] = status.Bytes()
	if file := filepath.Join(v.o.Output, v.book.Name, "runbook.md"); filepath.IsLocal(file) {
		guide.Runbook = filepath.ToSlash(file)
	}
	guide.Locate(files["runbook.md"])
	return guide, folder.Write(v.o.Output, v.book.Name, files)
}
