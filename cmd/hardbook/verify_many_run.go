package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"hardbook/runbook/hint"
	"hardbook/runbook/report"
	"hardbook/runbook/verify"
)

// manyRun is one run of verify on several accounts.
type manyRun struct {
	verifyOptions
	format  report.Format
	folders map[string]string // of evidence, by the accounts' numbers
}

// result is what came of one account.
type result struct {
	report.Account
	code int
	said *bytes.Buffer
}

// verify verifies one of the accounts. Not to be verified counts as not to be read.
func (m manyRun) verify(ctx context.Context, a account) result {
	outcome, said := a.outcome(), &bytes.Buffer{}
	r, guide, code, err := m.report(ctx, a, said)
	if err != nil {
		r, guide, code = verify.Report{}, report.Guide{}, exitUnread
		hint.Print(said, err)
	}
	outcome.Report, outcome.Err, outcome.Book = r, err, a.hasBook()
	return result{report.NewAccount(outcome, guide, m.format.Full), code, said}
}

// report is the report on one of the accounts, with its exit code, once its book
// has the ticks.
func (m manyRun) report(ctx context.Context, a account, said io.Writer) (r verify.Report, g report.Guide, code int, err error) {
	if err := a.begin(ctx); err != nil {
		return r, g, 0, err
	}
	o, err := m.of(a)
	if err != nil {
		return r, g, 0, err
	}
	l, err := a.library(a.cfg, a.cfg.Account.Name())
	if err != nil {
		return r, g, 0, err
	}
	if o.only, err = l.book.Select(o.only); err != nil {
		return r, g, 0, err
	}
	v := newVerification(o, l, said)
	if r, code, err = v.run(ctx); err != nil {
		return r, g, 0, err
	}
	g, err = v.write(r)
	return r, g, code, err
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
	dir, ok := m.folders[id]
	if !ok {
		return o, hint.Add(fmt.Errorf("no evidence of account %s in %s", id, o.evidence), "run collect.sh of its book, and put the folder that it makes there, unpacked")
	}
	o.evidence = dir
	return o, nil
}
