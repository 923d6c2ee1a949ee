package session

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"hardbook/runbook/hint"
	"hardbook/runbook/prompt"
	"hardbook/runbook/render/parallel"
	"hardbook/runbook/report"
	"hardbook/runbook/terminal"
	"hardbook/runbook/verify"
)

// manyRun is one run of verify on several accounts.
type manyRun struct {
	VerifyOptions
	format  report.Format
	folders map[string]string // of evidence, by the accounts' numbers
}

// verifyMany verifies several accounts, and tells of all of them in one report.
// What goes wrong with one is told, and the rest go on.
func verifyMany(ctx context.Context, o VerifyOptions, files []string, format report.Format, s prompt.Streams) (code int, err error) {
	if err := o.validateMany(len(files)); err != nil {
		return 0, err
	}
	templates, err := overlaid(o.Templates)
	if err != nil {
		return 0, err
	}
	m := manyRun{VerifyOptions: o, format: format}
	m.many = true
	if o.Evidence != "" {
		if m.folders, err = evidenceFolders(o.Evidence, s.Err); err != nil {
			return 0, err
		}
	}
	all, code := m.all(ctx, o.accounts(files), s.Err)
	var outcomes []verify.Outcome
	for _, a := range all.List {
		outcomes = append(outcomes, a.Outcome)
	}
	none, noIndex := failed(outcomes) == len(outcomes), error(nil)
	if !none && m.writes() {
		all.Index, noIndex = writeIndex(o.Output, templates, outcomes)
	}
	if err := format.WriteMany(s.Out, all); err != nil {
		return 0, err
	}
	switch {
	case none:
		return 0, hint.Add(fmt.Errorf("none of the %d accounts could be verified", len(outcomes)), "the lines above say why")
	case noIndex != nil:
		return 0, noIndex
	case all.Index != "":
		fmt.Fprintf(s.Err, "hardbook: the books with their ticks are in %s\n", all.Index)
	}
	return code, nil
}

// result is what came of one account.
type result struct {
	report.Account
	code int
	said *bytes.Buffer
}

// all verifies the accounts, and finds the exit code.
func (m manyRun) all(ctx context.Context, accounts []account, stderr io.Writer) (report.Accounts, int) {
	all, code, screen := report.Accounts{}, 0, terminal.Of(stderr)
	show := func(text string) {
		if !m.codes.Busy() { // the line of a question stays as it is
			screen.Passing(stderr, text)
		}
	}
	parallel.InOrder(atATime, len(accounts), func(i int) result { return m.verify(ctx, accounts[i]) }, func(i int, r result) {
		all.List = append(all.List, r.Account)
		code = max(code, r.code)
		show("")
		tell(stderr, r.Name, r.said)
		show(fmt.Sprintf("%d of %d accounts", i+1, len(accounts)))
	})
	show("")
	return all, code
}

// validateMany insists on options that make sense for so many accounts.
func (o VerifyOptions) validateMany(accounts int) error {
	if _, err := sinceWhen(o.Since, verify.Report{}, time.Now()); err != nil {
		return err
	}
	placed := strings.Contains(o.Profile, "{id}") || strings.Contains(o.Profile, "{name}")
	switch {
	case o.Plan:
		return hint.Add(errors.New("--plan is about one account"), "name one config with -c")
	case o.Watch:
		return hint.Add(errors.New("--watch is about one account"), "name one config with -c")
	case o.Evidence == ExampleName:
		return hint.Add(errors.New("--evidence example is about one account"), "leave -c out to see it; or name the folder that holds a folder of evidence for each account")
	case o.Evidence == "" && accounts > 1 && !placed:
		return hint.Add(errors.New("one profile leads to one account"),
			"name the profiles by the accounts, with {id} or {name}: --profile 'verifier-{name}'; or verify --evidence DIR")
	}
	return nil
}
