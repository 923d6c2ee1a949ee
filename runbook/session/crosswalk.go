package session

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"hardbook/runbook/hint"
	"hardbook/runbook/render"
	"hardbook/runbook/standard"
)

// Crosswalk prints the book beside a published standard. The formats are text,
// markdown and json.
func Crosswalk(t Target, name, format string, stdout io.Writer) error {
	s, err := standard.Named(name)
	if err != nil {
		return fmt.Errorf("--standard: %w", err)
	}
	b, err := t.Open()
	if err != nil {
		return err
	}
	rows := s.Crosswalk(b.Plan)
	switch format {
	case "json":
		return crosswalkJSON(rows, stdout)
	case "markdown":
		_, err = fmt.Fprintf(stdout, "# %s\n\n%s", s.Title, render.Crosswalk(rows, b.Texts, false))
		return err
	case "text":
		fmt.Fprintf(stdout, "%s\n%s.\n\n", s.Title, standard.Coverage(rows))
		table := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
		for _, r := range rows {
			fmt.Fprintf(table, "%s\t%s\t%s\n", r.Number, r.Title, about(r))
		}
		return table.Flush()
	}
	return hint.Add(fmt.Errorf("--format: there is no format %q", format), "the formats are text, markdown and json")
}

// about is what a line of text says of a row: the steps to do, or why none is.
func about(r standard.Row) string {
	if r.Reason != "" {
		return "- " + r.Reason
	}
	var ids []string
	for _, e := range r.Steps {
		if e.Why == "" {
			ids = append(ids, e.Step.ID)
		}
	}
	return strings.Join(ids, ", ")
}

// rowJSON is one number of steps --standard --format json.
type rowJSON struct {
	Number string   `json:"number"`
	Title  string   `json:"title"`
	Steps  []string `json:"steps"`  // also those that the config leaves out
	Reason string   `json:"reason"` // why none of them is to do, "" if one is
}

func crosswalkJSON(rows []standard.Row, stdout io.Writer) error {
	list := []rowJSON{}
	for _, r := range rows {
		row := rowJSON{Number: r.Number, Title: r.Title, Steps: []string{}, Reason: r.Reason}
		for _, e := range r.Steps {
			row.Steps = append(row.Steps, e.Step.ID)
		}
		list = append(list, row)
	}
	return printJSON(stdout, list)
}
