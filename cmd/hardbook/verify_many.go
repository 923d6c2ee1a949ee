package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"hardbook/runbook/hint"
	"hardbook/runbook/report"
	"hardbook/runbook/terminal"
	"hardbook/runbook/verify"
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
		if m.folders, err = evidenceOf(o.evidence, stderr); err != nil {
			return err
		}
	}
	m.codes = newAsker(os.Stdin, os.Stderr)
	all, code := m.all(ctx, o.accounts(files), stderr)
	var outcomes []verify.Outcome
	for _, a := range all.List {
		outcomes = append(outcomes, a.Outcome)
	}
	none, noIndex := failed(outcomes) == len(outcomes), error(nil)
	if !none && m.writes() {
		all.Index, noIndex = writeIndex(o.out, templates, outcomes)
	}
	if err := format.WriteMany(stdout, all); err != nil {
		return err
	}
	switch {
	case none:
		return hint.Add(fmt.Errorf("none of the %d accounts could be verified", len(outcomes)), "the lines above say why")
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

// all verifies the accounts, and finds the exit code.
func (m manyRun) all(ctx context.Context, accounts []account, stderr io.Writer) (report.Accounts, int) {
	all, code, screen := report.Accounts{}, 0, terminal.Of(stderr)
	show := func(text string) {
		if !m.codes.busy() { // the line of a question stays as it is
			passing(stderr, screen, text)
		}
	}
	each(len(accounts), func(i int) result { return m.verify(ctx, accounts[i]) }, func(i int, r result) {
		all.List = append(all.List, r.Account)
		code = max(code, r.code)
		show("")
		tell(stderr, r.Name, r.said)
		show(fmt.Sprintf("%d of %d accounts", i+1, len(accounts)))
	})
	show("")
	return all, code
}

// passing writes a line on a terminal that the next one takes the place of.
func passing(w io.Writer, screen terminal.Screen, text string) {
	if screen.Moves {
		fmt.Fprint(w, "\r"+restOfRow+screen.Paint(terminal.Dim, text))
	}
}

// validateMany insists on options that make sense for so many accounts.
func (o verifyOptions) validateMany(accounts int) error {
	if _, err := sinceWhen(o.since, verify.Report{}, time.Now()); err != nil {
		return err
	}
	placed := strings.Contains(o.profile, "{id}") || strings.Contains(o.profile, "{name}")
	switch {
	case o.plan:
		return hint.Add(errors.New("--plan is about one account"), "name one config with -c")
	case o.watch:
		return hint.Add(errors.New("--watch is about one account"), "name one config with -c")
	case o.evidence == exampleName:
		return hint.Add(errors.New("--evidence example is about one account"), "leave -c out to see it; or name the folder that holds a folder of evidence for each account")
	case o.evidence == "" && accounts > 1 && !placed:
		return hint.Add(errors.New("one profile leads to one account"),
			"name the profiles by the accounts, with {id} or {name}: --profile 'verifier-{name}'; or verify --evidence DIR")
	}
	return nil
}
