package report

import (
	"fmt"
	"io"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/quote"
	"hardbook/runbook/terminal"
	"hardbook/runbook/verify"
)

// A Guide is what people want to know beside the verdicts.
type Guide struct {
	Book    runbook.Book    // the book that the report is about
	Tasks   map[string]Task // its steps, by ID
	Flags   string          // what a command to type next needs too: " -c other.yaml"
	Folder  string          // what one about the folder of the book needs beside them: " -o books"
	Runbook string          // its runbook.md, with slashes and never absolute; "" means just that name
}

// A Task is one step, for people.
type Task struct {
	Who     string // who does it
	Minutes int
	Line    int // where it stands in runbook.md, from 1; 0 where that is not known
}

// writeText writes a table of the steps, chapter by chapter, what it adds up to, and
// what to do next. What goes to a terminal is wrapped at its width; elsewhere a
// step is one line.
func writeText(w io.Writer, r verify.Report, g Guide, screen terminal.Screen) error {
	t := table{Report: r, Guide: g, screen: screen}
	for _, s := range r.Steps {
		t.ids, t.statuses = max(t.ids, len(s.ID)), max(t.statuses, len(s.Status))
	}
	t.line("account %s, read %s", r.Account, source(r))
	if age := r.Source.Age; age != "" {
		t.line("this evidence is %s old: what it says may have changed", quote.Terminal(age))
	}
	phase := ""
	for _, s := range r.Steps {
		if s.Phase != phase {
			phase = s.Phase
			t.line("")
			t.line("%s", screen.Paint(terminal.Bold, t.title(s))+" "+screen.Paint(terminal.Dim, "("+t.count(phase)+")"))
		}
		t.step(s)
	}
	t.line("")
	t.line("%s", t.sum())
	if len(r.Unread) > 0 {
		t.line("could not be read, and decides about these: %s", quote.Terminal(strings.Join(r.Unread, ", ")))
	}
	t.next()
	_, err := io.WriteString(w, t.out.String())
	return err
}

// table is a report on its way to the screen.
type table struct {
	verify.Report
	Guide
	screen   terminal.Screen
	ids      int // columns that the longest ID takes
	statuses int // and the longest status
	out      strings.Builder
}

// line writes one line, which may take several on the screen.
func (t *table) line(format string, args ...any) {
	lines := terminal.Wrap(fmt.Sprintf(format, args...), t.screen.Width)
	t.out.WriteString(strings.Join(lines, "\n") + "\n")
}

// step writes the verdict on one step.
func (t *table) step(s verify.StepReport) {
	reason := quote.Terminal(s.Reason)
	if until, lost := t.Lost(s); lost {
		reason = t.screen.Paint(terminal.Bold, s.WasDone(until)) + ": " + reason
	}
	mark := t.screen.Paint(paint(s.Status), symbol(s.Status)+" "+string(s.Status))
	first := "  " + terminal.Pad(mark, t.statuses+2)
	t.out.WriteString(t.screen.Row(first+" "+terminal.Pad(s.ID, t.ids)+"  ", reason))
}

// Line is how one step of the report stands, as one line.
func Line(r verify.Report, s verify.StepReport, screen terminal.Screen) string {
	mark := screen.Paint(paint(s.Status), symbol(s.Status)+" "+string(s.Status))
	return mark + " " + s.ID + ": " + quote.Terminal(r.Told(s))
}

// title heads the chapter of a step, as in the book.
func (t *table) title(s verify.StepReport) string {
	if e, err := t.Book.Find(s.ID); err == nil {
		return e.Step.Phase.Title()
	}
	return s.Phase
}

// count is how much of a chapter is done: "3 of 8 done, 1 attested, 3 by hand".
// Steps that are not to do are not counted.
func (t *table) count(phase string) string {
	done, attested, manual, all := 0, 0, 0, 0
	for _, s := range t.Steps {
		if s.Phase != phase || s.Status == runbook.StatusNotApplicable || s.Status == runbook.StatusSkipped {
			continue
		}
		all++
		switch s.Status {
		case runbook.StatusDone:
			done++
		case runbook.StatusAttested:
			attested++
		case runbook.StatusManual:
			manual++
		}
	}
	if all == 0 {
		return "nothing to do"
	}
	text := fmt.Sprintf("%d of %d done", done, all)
	if attested > 0 {
		text += fmt.Sprintf(", %d attested", attested)
	}
	if manual > 0 {
		text += fmt.Sprintf(", %d by hand", manual)
	}
	return text
}
