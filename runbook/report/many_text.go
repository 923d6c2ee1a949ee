package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/quote"
	"hardbook/runbook/terminal"
)

// columns are the statuses that a table of accounts counts.
func columns() []runbook.Status {
	return []runbook.Status{
		runbook.StatusDone, runbook.StatusTodo, runbook.StatusWaiting,
		runbook.StatusUnknown, runbook.StatusManual, runbook.StatusAttested,
	}
}

// heading is a status as a column of the table is headed.
func heading(s runbook.Status) string {
	if s == runbook.StatusManual {
		return "by hand"
	}
	return string(s)
}

// writeManyText writes a table of the accounts, what they add up to, and what to do
// first. On a screen too narrow for columns, what they hold is written out.
func writeManyText(w io.Writer, a Accounts, screen terminal.Screen) error {
	t := table{screen: screen}
	names := len("name")
	for _, one := range a.List {
		names = max(names, terminal.Width(quote.Terminal(one.Name)))
	}
	head := terminal.Pad("name", names) + "  " + terminal.Pad("account", 12)
	for _, s := range columns() {
		head += "  " + heading(s)
	}
	wide := screen.Width == 0 || terminal.Width(head)+2+20 <= screen.Width
	if wide {
		t.line("%s", screen.Paint(terminal.Bold, head))
	}
	for _, one := range a.List {
		name := terminal.Pad(screen.Paint(terminal.Bold, quote.Terminal(one.Name)), names)
		stands := screen.Paint(one.paint(), one.stands())
		if wide {
			t.out.WriteString(trimmed(screen.Row(name+"  "+one.counts()+"  ", stands)))
			continue
		}
		sum := table{Report: one.Report, Guide: one.guide}
		words := []string{sum.sum(), stands}
		t.out.WriteString(screen.Row(name+"  ", strings.TrimPrefix(strings.TrimSuffix(strings.Join(words, "; "), "; "), "; ")))
	}
	t.line("")
	t.line("%s", a.sum())
	t.line("")
	t.out.WriteString(screen.Row("next:    ", a.urgent()))
	if a.Index != "" {
		t.out.WriteString(screen.Row("books:   ", quote.Terminal(a.Index)))
	}
	_, err := io.WriteString(w, t.out.String())
	return err
}

// counts are the account's columns: its number, and how many steps have each
// status, below the headings.
func (a Account) counts() string {
	text := terminal.Pad(a.Account, 12)
	for _, s := range columns() {
		n := "-"
		if a.Verified() {
			n = strconv.Itoa(a.Report.Summary[s])
		}
		text += "  " + fmt.Sprintf("%*s", len(heading(s)), n)
	}
	return text
}

// paint is the terminal's colour for how the account stands. The words say the same.
func (a Account) paint() terminal.Style {
	switch {
	case !a.Verified():
		return terminal.Yellow
	case len(a.Report.Losses()) > 0:
		return terminal.Red
	}
	return terminal.Green
}

// trimmed is a row without the spaces at its end.
func trimmed(row string) string {
	return strings.TrimRight(row, " \n") + "\n"
}
