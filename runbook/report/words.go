package report

import (
	"fmt"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/quote"
	"hardbook/runbook/terminal"
	"hardbook/runbook/verify"
	"hardbook/runbook/words"
)

func source(r verify.Report) string {
	at := words.Moment(r.Source.CollectedAt)
	if r.Source.Kind == "live" {
		return "live as " + quote.Terminal(r.Source.Identity) + " at " + at
	}
	return "from the evidence in " + quote.Terminal(r.Source.Dir) + ", collected " + at + " as " + quote.Terminal(r.Source.Identity)
}

// sum is the summary in one line: "3 done, 8 todo". What fell back is named.
func (t *table) sum() string {
	text := counted(t.Summary)
	if lost := t.Losses(); len(lost) > 0 {
		text += "; done before and not now: " + few(ids(lost))
	}
	return text
}

// counted is how many steps have each status: "3 done, 8 todo".
func counted(summary map[runbook.Status]int) string {
	var parts []string
	for _, s := range runbook.Statuses() {
		if n := summary[s]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, s))
		}
	}
	return strings.Join(parts, ", ")
}

func ids(steps []verify.StepReport) []string {
	var all []string
	for _, s := range steps {
		all = append(all, s.ID)
	}
	return all
}

func symbol(s runbook.Status) string {
	symbols := map[runbook.Status]string{
		runbook.StatusDone: "✓", runbook.StatusAttested: "✓", runbook.StatusTodo: "✗",
		runbook.StatusWaiting: "…", runbook.StatusUnknown: "?",
	}
	if mark, ok := symbols[s]; ok {
		return mark
	}
	return "-"
}

// paint is the terminal's colour for a status. The symbol says the same.
func paint(s runbook.Status) terminal.Style {
	switch s {
	case runbook.StatusDone, runbook.StatusAttested:
		return terminal.Green
	case runbook.StatusTodo:
		return terminal.Red
	case runbook.StatusWaiting, runbook.StatusUnknown:
		return terminal.Yellow
	}
	return terminal.Dim
}

// few lists the first words of many.
func few(names []string) string {
	shown := names[:min(3, len(names))]
	text := strings.Join(shown, ", ")
	if more := len(names) - len(shown); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
