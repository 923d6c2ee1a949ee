package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"hardbook/runbook/hint"
	"hardbook/runbook/render"
	"hardbook/runbook/report"
	"hardbook/runbook/verify"
)

// verification is one run of verify on one account.
type verification struct {
	verifyOptions
	library
	road
	stderr io.Writer
	told   *once                        // stderr, for what a watch would say at each look
	draft  func() (render.Draft, error) // of the book that is written; made once
}

func newVerification(o verifyOptions, l library, stderr io.Writer) verification {
	return verification{
		verifyOptions: o, library: l, stderr: stderr, told: &once{w: stderr},
		draft: sync.OnceValues(func() (render.Draft, error) { return render.NewDraft(l.templates, l.book, l.texts) }),
	}
}

func runVerify(ctx context.Context, o verifyOptions, stdout, stderr io.Writer) error {
	format, err := formatNamed(o.format)
	if err != nil {
		return err
	}
	if err := o.validate(); err != nil {
		return err
	}
	files, many, err := o.several()
	if err != nil {
		return err
	}
	if many {
		return verifyMany(ctx, o, files, format, stdout, stderr)
	}
	l, err := o.openForVerify()
	if err != nil {
		return err
	}
	if o.only, err = l.book.Select(o.only); err != nil {
		return err
	}
	if o.plan {
		return runPlan(ctx, o, l, stdout)
	}
	v := newVerification(o, l, stderr)
	r, code, err := v.run(ctx)
	if err != nil {
		return err
	}
	guide, err := v.write(r)
	if err != nil {
		return err
	}
	if err := format.Write(stdout, r, guide); err != nil {
		return err
	}
	if v.writes() {
		fmt.Fprintf(stderr, "hardbook: the ticks are in %s\n", filepath.Join(o.out, l.name, "runbook.html"))
	}
	if code != 0 {
		return verdictError(code)
	}
	return nil
}

// run makes the report, and finds the exit code.
func (v *verification) run(ctx context.Context) (verify.Report, int, error) {
	done := v.alone()
	before, err := previous(v.out, v.library, v.stderr)
	done()
	if err != nil {
		return verify.Report{}, 0, err
	}
	since, err := sinceWhen(v.since, before, time.Now())
	if err != nil {
		return verify.Report{}, 0, err
	}
	r, err := v.first(ctx, before)
	if v.shut != nil { // a road was tried
		defer v.shut()
	}
	if err == nil && v.watch {
		r, err = v.follow(ctx, r)
	}
	if err != nil {
		return r, 0, err
	}
	last, over := r.Later()
	if over {
		fmt.Fprintf(v.stderr, "hardbook: this evidence is older than the last reading, of %s: what it shows may have changed since\n", last.UTC().Format("2006-01-02 15:04 UTC"))
	}
	if v.since == "" {
		return r, r.ExitCode(), nil
	}
	r.LookBack(since)
	if over {
		fmt.Fprintln(v.stderr, "hardbook: what was lost since then cannot be told from it")
		return r, exitUnread, nil
	}
	if len(before.Steps) == 0 {
		fmt.Fprintln(v.stderr, "hardbook: there is no earlier reading to compare with: what was lost cannot be told")
		return r, exitUnread, nil
	}
	return r, r.DriftCode(), nil
}

// first opens the road and reads the account for the first time. The clock of
// --timeout does not run while another account asks its question.
func (v *verification) first(ctx context.Context, before verify.Report) (verify.Report, error) {
	done := v.codes.wait(ctx, v.profile)
	ctx, cancel := context.WithTimeout(ctx, v.timeout)
	defer cancel()
	if v.writes() {
		go func() { _, _ = v.draft() }() // while AWS answers; an error comes back when it is used
	}
	var err error
	v.road, err = openRoad(ctx, v.verifyOptions, v.library, v.stderr)
	done()
	if err != nil {
		return verify.Report{}, err
	}
	if v.source.Kind == "live" {
		warnPowerful(v.stderr, v.book.Config, v.source.Identity)
	}
	r, err := v.look(ctx, v.only)
	r.Compare(before)
	return r, err
}

// writes reports whether the verdicts go into the book.
func (o verifyOptions) writes() bool { return !o.noWrite && len(o.only) == 0 }

// write writes the ticks where they are to be written, and tells of the steps.
func (v *verification) write(r verify.Report) (report.Guide, error) {
	guide := v.guide(v.again())
	guide.Folder = v.folderFlag()
	if !v.writes() {
		return guide, nil
	}
	return guide, v.writeTicks(r, &guide)
}

// validate insists on options that make sense, alone and together.
func (o verifyOptions) validate() error {
	if o.timeout <= 0 {
		return hint.Add(fmt.Errorf("--timeout: %s is no time to wait", o.timeout), "give one above zero, such as 60s")
	}
	if o.maxAge <= 0 {
		return hint.Add(fmt.Errorf("--max-age: %s is no age", o.maxAge), "give one above zero, such as 24h")
	}
	if o.every < time.Second {
		return hint.Add(fmt.Errorf("--every: %s is too often", o.every), "give a second or more, such as 5s")
	}
	if _, err := os.Lstat(o.save); o.save != "" && err == nil {
		return hint.Add(fmt.Errorf("--save: %s is there already", o.save), "name a new folder")
	}
	if !o.watch {
		return nil
	}
	for _, with := range []struct {
		flag  string
		given bool
	}{{"evidence", o.evidence != ""}, {"save", o.save != ""}, {"since", o.since != ""}, {"plan", o.plan}} {
		if with.given {
			return hint.Add(fmt.Errorf("--watch and --%s do not go together", with.flag), "--watch looks at the account itself, again and again: leave one of them out")
		}
	}
	return nil
}

// openForVerify is open, but never takes the example in place of a missing
// config, except for the evidence that belongs to it.
func (o verifyOptions) openForVerify() (library, error) {
	if o.evidence == exampleName && !o.explicit {
		return o.openExample()
	}
	l, err := o.open()
	if err == nil && l.example {
		return l, hint.Add(fmt.Errorf("there is no config %s", o.config),
			"hardbook init writes one; or see ticks with hardbook verify --evidence example")
	}
	return l, err
}
