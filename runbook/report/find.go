package report

import (
	"fmt"
	"slices"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/verify"
)

// Locate notes where the book's steps stand in its runbook.md.
func (g *Guide) Locate(markdown []byte) {
	number := 0
	for line := range strings.Lines(string(markdown)) {
		number++
		if !strings.HasPrefix(line, "### ") {
			continue
		}
		for _, e := range g.Book.Entries {
			task := g.Tasks[e.Step.ID]
			if task.Line == 0 && strings.HasPrefix(line, fmt.Sprintf("### %d. ", e.Number)) {
				task.Line = number
				g.Tasks[e.Step.ID] = task
			}
		}
	}
}

// name is a step as the book numbers it: "8. alternate-contacts".
func (t *table) name(s verify.StepReport) string {
	if e, err := t.Book.Find(s.ID); err == nil {
		return fmt.Sprintf("%d. %s", e.Number, s.ID)
	}
	return s.ID
}

// needs are the steps of the book that must be done before this one.
func (t *table) needs(s verify.StepReport) []string {
	e, err := t.Book.Find(s.ID)
	if err != nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(e.Step.Needs), func(id string) bool {
		_, err := t.Book.Find(id)
		return err != nil // the config leaves it out
	})
}

// isOpen reports whether the report says of a step that it is not done yet.
func (t *table) isOpen(id string) bool {
	s, ok := t.Find(id)
	return ok && s.Status.Open()
}

func (t *table) those(status runbook.Status) []verify.StepReport {
	var steps []verify.StepReport
	for _, s := range t.Steps {
		if s.Status == status {
			steps = append(steps, s)
		}
	}
	return steps
}
