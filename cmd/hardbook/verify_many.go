package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/report"
	"hardbook/runbook/terminal"
)

// verifyMany verifies several accounts, and tells of all of them in one report.
// What goes wrong with one is told, and the rest go on.
func verifyMany(ctx context.Context, o verifyOptions, files []string, format report.Format, stdout, stderr io.Writer) error {
	if err := o.validateMany(len(files)); err != nil {
		return err
	}
	templates, err := overlaid(o.templates)
	if err != nil {
		return err
	}
	m := manyRun{verifyOptions: o, format: format}
	if o.evidence != "" {
		if m.evidence, err = evidenceOf(o.evidence, stderr); err != nil {
			return err
		}
	}
	m.codes = newAsker(os.Stdin, os.Stderr)
	accounts := o.accounts(files)
	all := report.Accounts{List: make([]report.Account, len(accounts))}
	code, verified, screen := 0, 0, terminal.Of(stderr)
	each(len(accounts), func(i int) result { return m.verify(ctx, accounts[i]) }, func(i int, r result) {
		all.List[i] = r.Account
		code = max(code, r.code)
		if r.Verified() {
			verified++
		}
		if m.codes.busy() { // its line stays as it is
			r.said.tell(stderr, r.Name)
			return
		}
		passing(stderr, screen, "")
		r.said.tell(stderr, r.Name)
		passing(stderr, screen, fmt.Sprintf("%d of %d accounts", i+1, len(accounts)))
	})
	passing(stderr, screen, "")
	var noIndex error
	if verified > 0 && m.writes() {
		var outcomes []runbook.Outcome
		for _, a := range all.List {
			outcomes = append(outcomes, a.Outcome)
		}
		if all.Index, noIndex = writeIndex(o.out, templates, outcomes); noIndex != nil {
			all.Index = ""
		}
	}
	if err := format.WriteMany(stdout, all); err != nil {
		return err
	}
	switch {
	case verified == 0:
		return hint(fmt.Errorf("none of the %d accounts could be verified", len(accounts)), "the lines above say why")
	case noIndex != nil:
		return noIndex
	case all.Index != "":
		fmt.Fprintf(stderr, "hardbook: the books with their ticks are in %s\n", all.Index)
	}
	if code != 0 {
		return verdictError(code)
	}
	return nil
}

// passing writes a line on a terminal that the next one takes the place of.
func passing(w io.Writer, screen terminal.Screen, text string) {
	if screen.Moves {
		fmt.Fprint(w, "\r"+restOfRow+screen.Paint(terminal.Dim, text))
	}
}

// manyRun is one run of verify on several accounts.
type manyRun struct {
	verifyOptions
	format   report.Format
	evidence map[string]string // the folder of each account, with --evidence
}

// result is what came of one account.
type result struct {
	report.Account
	code int
	said *teller
}

// writes reports whether the verdicts go into the books.
func (m manyRun) writes() bool { return !m.noWrite && len(m.only) == 0 }

// verify verifies one of the accounts.
func (m manyRun) verify(ctx context.Context, a account) result {
	said := &teller{}
	outcome, code, guide := a.outcome(), 2, report.Guide{} // not to be verified is not to be read
	outcome.Report, guide, outcome.Err = m.report(ctx, a, said, &code)
	outcome.Book = a.hasBook()
	if outcome.Err != nil {
		outcome.Report, code = runbook.Report{}, 2
		complain(said, outcome.Err)
	}
	return result{report.NewAccount(outcome, guide, m.format.Full), code, said}
}

// report is the report on one of the accounts, once its book has the ticks.
func (m manyRun) report(ctx context.Context, a account, said io.Writer, code *int) (runbook.Report, report.Guide, error) {
	if err := a.begin(ctx); err != nil {
		return runbook.Report{}, report.Guide{}, err
	}
	o, err := m.of(a)
	if err != nil {
		return runbook.Report{}, report.Guide{}, err
	}
	l, err := a.library(a.cfg, a.cfg.Account.Name())
	if err != nil {
		return runbook.Report{}, report.Guide{}, err
	}
	if o.only, err = l.book.Select(o.only); err != nil {
		return runbook.Report{}, report.Guide{}, err
	}
	v := verification{verifyOptions: o, library: l, stderr: said}
	r, worst, err := v.run(ctx)
	if err != nil {
		return r, report.Guide{}, err
	}
	*code = worst
	guide, err := v.write(r)
	return r, guide, err
}

// of are the options for one of the accounts.
func (m manyRun) of(a account) (verifyOptions, error) {
	o := m.verifyOptions
	o.where = a.where
	id, name := a.cfg.Account.ID, a.cfg.Account.Name()
	o.profile = strings.NewReplacer("{id}", id, "{name}", name).Replace(o.profile)
	if o.save != "" {
		o.save = filepath.Join(o.save, name)
	}
	if o.evidence == "" {
		return o, nil
	}
	dir, ok := m.evidence[id]
	if !ok {
		return o, hint(fmt.Errorf("no evidence of account %s in %s", id, o.evidence), "run collect.sh of its book, and put the folder that it makes there, unpacked")
	}
	o.evidence = dir
	return o, nil
}

// validateMany insists on options that make sense for so many accounts.
func (o verifyOptions) validateMany(accounts int) error {
	if _, err := sinceWhen(o.since, runbook.Report{}, time.Now()); err != nil {
		return err
	}
	placed := strings.Contains(o.profile, "{id}") || strings.Contains(o.profile, "{name}")
	switch {
	case o.plan:
		return hint(errors.New("--plan is about one account"), "name one config with -c")
	case o.watch:
		return hint(errors.New("--watch is about one account"), "name one config with -c")
	case o.evidence == exampleName:
		return hint(errors.New("--evidence example is about one account"), "leave -c out to see it; or name the folder that holds a folder of evidence for each account")
	case o.evidence == "" && accounts > 1 && !placed:
		return hint(errors.New("one profile leads to one account"),
			"name the profiles by the accounts, with {id} or {name}: --profile 'verifier-{name}'; or verify --evidence DIR")
	}
	return nil
}
