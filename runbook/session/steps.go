package session

import (
	"fmt"
	"io"

	"hardbook/runbook"
	"hardbook/runbook/evidence"
	"hardbook/runbook/hint"
	"hardbook/runbook/quote"
	"hardbook/runbook/render"
)

// Steps lists the steps of the book, or shows the one that is named by its ID or its
// number. The formats are text and json.
func Steps(t Target, named []string, format string, stdout io.Writer) error {
	b, err := t.Open()
	if err != nil {
		return err
	}
	entries := b.Entries
	if len(named) == 1 {
		one, err := b.Step(named[0])
		if err != nil {
			return err
		}
		entries = []runbook.Entry{one}
	}
	switch {
	case format == "json":
		return stepsJSON(b, entries, stdout)
	case format != "text":
		return hint.Add(fmt.Errorf("--format: there is no format %q", format), "the formats are text and json")
	case len(named) == 1:
		return showStep(b, entries[0], stdout)
	}
	return listSteps(b, t.Flags(), stdout)
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

func stepsJSON(b Book, entries []runbook.Entry, stdout io.Writer) error {
	commands, err := render.Commands(b.Book, b.Texts)
	if err != nil {
		return err
	}
	list := []stepJSON{}
	for _, e := range entries {
		s := e.Step
		j := stepJSON{
			ID: s.ID, Title: b.Texts[s.ID].Title, Phase: s.Phase.String(), Who: string(s.Who), Profile: string(s.Profile),
			Paid: s.Paid, Refs: s.Refs, Commands: append([]string{}, commands[s.ID]...), Needs: append([]string{}, s.Needs...), Calls: []callJSON{},
			Applies: e.Status == "", Status: e.Status, Why: e.Why,
		}
		for _, c := range evidence.Needed(b.Config, e.Check.Calls()) {
			j.Calls = append(j.Calls, callJSON{c.Command, c.Action, c.IsRegional(), c.Billed})
		}
		list = append(list, j)
	}
	return printJSON(stdout, list)
}

// printJSON prints a value for programs.
func printJSON(w io.Writer, v any) error {
	text, err := quote.JSON(v, "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}
