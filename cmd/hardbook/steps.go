package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"hardbook/runbook"
	"hardbook/runbook/evidence"
	"hardbook/runbook/hint"
	"hardbook/runbook/render"
	"hardbook/runbook/standard"
)

func newSteps() *cobra.Command {
	var w where
	var format, standardName string
	cmd := &cobra.Command{
		Use:   "steps [ID | NUMBER]",
		Short: "List the steps of the book, or show one",
		Example: `  hardbook steps
  hardbook steps root-mfa
  hardbook steps --format json
  hardbook steps --standard cis-7.0`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if standardName != "" {
				if len(args) > 0 {
					return hint.Add(errors.New("--standard is about all steps"), "leave out "+args[0])
				}
				return runCrosswalk(w, standardName, format, cmd.OutOrStdout())
			}
			return runSteps(w, format, args, cmd.OutOrStdout())
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return stepIDs(w), cobra.ShellCompDirectiveNoFileComp
		},
	}
	w.flags(cmd)
	cmd.Flags().StringVar(&format, "format", "text", "text or json; with --standard also markdown")
	cmd.Flags().StringVar(&standardName, "standard", "", "lay the book beside a published standard: "+strings.Join(standard.Names(), " or "))
	return cmd
}

func stepIDs(w where) []string {
	l, err := w.open()
	if err != nil {
		return nil
	}
	var ids []string
	for _, e := range l.book.Entries {
		ids = append(ids, e.Step.ID)
	}
	return ids
}

func runSteps(w where, format string, args []string, stdout io.Writer) error {
	l, err := w.open()
	if err != nil {
		return err
	}
	entries := l.book.Entries
	if len(args) == 1 {
		one, err := l.find(args[0])
		if err != nil {
			return err
		}
		entries = []runbook.Entry{one}
	}
	switch {
	case format == "json":
		return stepsJSON(l, entries, stdout)
	case format != "text":
		return hint.Add(fmt.Errorf("--format: there is no format %q", format), "the formats are text and json")
	case len(args) == 1:
		return showStep(l, entries[0], stdout)
	}
	return listSteps(l, w.again(), stdout)
}

// stepJSON is one step of steps --format json.
type stepJSON struct {
	ID       string       `json:"id"`
	Title    string       `json:"title"`
	Phase    string       `json:"phase"`
	Who      string       `json:"who"`
	Profile  string       `json:"profile"`
	Paid     bool         `json:"paid"`
	Commands []string     `json:"commands"` // what its do block runs: "iam create-user"
	Needs    []string     `json:"needs"`
	Calls    []callJSON   `json:"calls"` // what verify asks for it
	Refs     runbook.Refs `json:"refs"`

	Applies bool           `json:"applies"`          // it is to be done in this account
	Status  runbook.Status `json:"status,omitempty"` // of a step that is not: not-applicable or skipped
	Why     string         `json:"why,omitempty"`    // why it is not
}

type callJSON struct {
	Command  string `json:"command"`
	Action   string `json:"action"`
	Regional bool   `json:"regional"`
	Billed   bool   `json:"billed,omitempty"` // AWS bills for each request
}

func stepsJSON(l library, entries []runbook.Entry, stdout io.Writer) error {
	commands, err := render.Commands(l.book, l.texts)
	if err != nil {
		return err
	}
	list := []stepJSON{}
	for _, e := range entries {
		s := e.Step
		j := stepJSON{
			ID: s.ID, Title: l.texts[s.ID].Title, Phase: s.Phase.String(), Who: string(s.Who), Profile: string(s.Profile),
			Paid: s.Paid, Refs: s.Refs, Commands: append([]string{}, commands[s.ID]...), Needs: append([]string{}, s.Needs...), Calls: []callJSON{},
			Applies: e.Status == "", Status: e.Status, Why: e.Why,
		}
		for _, c := range evidence.Needed(l.book.Config, e.Check.Calls()) {
			j.Calls = append(j.Calls, callJSON{c.Command, c.Action, c.IsRegional(), c.Billed})
		}
		list = append(list, j)
	}
	return printJSON(stdout, list)
}

func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
