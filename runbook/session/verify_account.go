package session

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

// verify verifies one of the accounts. Not to be verified counts as not to be read.
func (m manyRun) verify(ctx context.Context, a account) result {
	said := &bytes.Buffer{}
	r, guide, code, err := m.report(ctx, a, said)
	if err != nil {
		r, guide, code = verify.Report{}, report.Guide{}, verify.ExitUnread
		hint.Print(said, err)
	}
	return result{report.NewAccount(a.outcome(r, err), guide, m.format.Full), code, said}
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
	b, err := a.open()
	if err != nil {
		return r, g, 0, err
	}
	if o.Only, err = b.Select(o.Only); err != nil {
		return r, g, 0, err
	}
	v := newVerification(o, b, said)
	if r, code, err = v.run(ctx); err != nil {
		return r, g, 0, err
	}
	g, err = v.write(r)
	return r, g, code, err
}

// of are the options for one of the accounts.
func (m manyRun) of(a account) (VerifyOptions, error) {
	o := m.VerifyOptions
	o.Target = a.Target
	id, name := a.cfg.Account.ID, a.cfg.Account.Name()
	o.Profile = strings.NewReplacer("{id}", id, "{name}", name).Replace(o.Profile)
	if o.Save != "" {
		o.Save = filepath.Join(o.Save, name)
	}
	if o.Evidence == "" {
		return o, nil
	}
	dir, ok := m.folders[id]
	if !ok {
		return o, hint.Add(fmt.Errorf("no evidence of account %s in %s", id, o.Evidence), "run collect.sh of its book, and put the folder that it makes there, unpacked")
	}
	o.Evidence = dir
	return o, nil
}
