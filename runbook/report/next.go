package report

import (
	"fmt"
	"slices"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/names"
	"hardbook/runbook/quote"
	"hardbook/runbook/verify"
	"hardbook/runbook/words"
)

// most is how many lines of advice people read.
const most = 3

// A tip says what to do now.
type tip struct{ head, text string }

// next writes what to do now, in a few lines.
func (t *table) next() {
	t.line("")
	for _, tip := range t.tips() {
		row := t.screen.Row(fmt.Sprintf("%-9s", tip.head), tip.text)
		t.out.WriteString(strings.ReplaceAll(row, unbroken, " "))
	}
}

// tips are the most pressing ones, a line each.
func (t *table) tips() []tip {
	all := []tip{
		{"next:", t.allDone()},
		{"next:", t.nextTask()},
		{"unknown:", t.unread()},
		{"waiting:", t.awaited()},
		{"by hand:", t.byHand()},
	}
	all = slices.DeleteFunc(all, func(t tip) bool { return t.text == "" })
	return all[:min(most, len(all))]
}

// unbroken is a space at which no line is broken.
const unbroken = "\u00a0"

// command is a command to type, which stays on one line.
func (t *table) command(words string) string {
	return strings.ReplaceAll("hardbook "+words+t.Flags, " ", unbroken)
}

// allDone is for a report with nothing left to do that hardbook can see.
func (t *table) allDone() string {
	switch {
	case t.ExitCode() != 0:
		return ""
	case len(t.Steps) < len(t.Book.Entries):
		return "hardbook sees nothing open here; --only left out the other steps of the book"
	}
	return "all that hardbook can see is done; verify again once a month, and after every change"
}

// nextStep is where in the report the first step of the book stands that is to
// do, and that no step before it holds up; behind the last where there is none.
func (t *table) nextStep() int {
	for i, s := range t.Steps {
		if s.Status == runbook.StatusTodo && !slices.ContainsFunc(t.needs(s), t.isOpen) {
			return i
		}
	}
	return len(t.Steps)
}

// nextTask says what the next step is.
func (t *table) nextTask() string {
	i := t.nextStep()
	if i == len(t.Steps) {
		return ""
	}
	s := t.Steps[i]
	text := t.name(s) + " (" + quote.Terminal(s.Title) + ")"
	if task, ok := t.Tasks[s.ID]; ok {
		text += fmt.Sprintf(", as %s, about %s", quote.Terminal(task.Who), words.Count(task.Minutes, "minute"))
	}
	text += ": " + t.command("steps "+s.ID)
	unseen := slices.DeleteFunc(t.needs(s), func(id string) bool { _, ok := t.Find(id); return ok })
	if len(unseen) > 0 {
		text += "; it comes after " + few(unseen) + ", which --only left out"
	}
	return text
}

// unread says what it takes to read what could not be read.
func (t *table) unread() string {
	steps := t.those(runbook.StatusUnknown)
	if len(steps) == 0 {
		return ""
	}
	var missing []string
	rest := ""
	for _, s := range steps {
		missing = append(missing, s.Missing...)
		if len(s.Missing) == 0 {
			rest = "; what helps the others stands above"
		}
	}
	slices.Sort(missing)
	text := words.Count(len(steps), "step") + " could not be read"
	switch missing = slices.Compact(missing); {
	case len(missing) == 0:
		return text + "; the lines above say why"
	case strings.Contains(t.Source.Identity, ":assumed-role/"+names.VerifierRole+"/"):
		return text + "; that takes " + few(missing) + ". The role's policy may be an old one: " + t.command("steps verifier-role") + rest
	}
	text += "; that takes " + few(missing) + ", which the policy of the role " + names.VerifierRole + " allows: "
	if t.Source.Kind == "live" {
		return text + t.command("verify --profile "+names.VerifierProfile) + rest
	}
	return text + "collect again as that role" + rest
}

// awaited says what the world has still to do.
func (t *table) awaited() string {
	steps := t.those(runbook.StatusWaiting)
	if len(steps) == 0 {
		return ""
	}
	text := t.name(steps[0]) + ": " + quote.Terminal(steps[0].Reason)
	if more := len(steps) - 1; more > 0 {
		text += fmt.Sprintf("; and %s more", words.Count(more, "step"))
	}
	return text
}

// byHand says how many steps a person must look at.
func (t *table) byHand() string {
	steps := t.those(runbook.StatusManual)
	switch len(steps) {
	case 0:
		return ""
	case 1:
		return "1 step that only a person can tell: " + t.look(steps[0].ID)
	}
	return words.Count(len(steps), "step") + " that only a person can tell; the first: " + t.look(steps[0].ID)
}

// look are the commands for a step that a person must look at.
func (t *table) look(id string) string {
	return t.command("steps "+id) + "; once it is done: " + t.command("attest "+id+t.Folder)
}

// Next is the step to do next, with who does it and how long it takes; "" where
// nothing is to do.
func Next(r verify.Report, g Guide) string {
	t := table{Report: r, Guide: g}
	return strings.ReplaceAll(t.nextTask(), unbroken, " ")
}
