package report

import (
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/quote"
	"hardbook/runbook/verify"
)

// wrong are the facts that keep a step from being done.
func wrong(s verify.StepReport) []runbook.Finding {
	var facts []runbook.Finding
	for _, f := range s.Findings {
		if !f.OK {
			facts = append(facts, f)
		}
	}
	return facts
}

// where is the thing that a fact is about, with its Region where its name does
// not say it.
func where(f runbook.Finding) string {
	thing := quote.Terminal(f.Resource)
	if f.Region == "" || strings.Contains(thing, f.Region) {
		return thing
	}
	return thing + " in " + quote.Terminal(f.Region)
}

// fact is a fact in one line.
func fact(f runbook.Finding) string { return where(f) + ": " + quote.Terminal(f.Detail) }

// details are what there is to say of a step beside its reason, a line each:
// what it was before, what is wrong, what it takes to read it, and of what kind that is.
func details(s verify.StepReport) []string {
	var lines []string
	if s.Was != "" {
		lines = append(lines, "was "+string(s.Was)+" before")
	}
	for _, f := range wrong(s) {
		lines = append(lines, fact(f))
	}
	if len(s.Missing) > 0 {
		lines = append(lines, "to read it takes "+quote.Terminal(strings.Join(s.Missing, ", ")))
	}
	if len(s.Kinds) > 0 {
		lines = append(lines, "why it could not be read: "+quote.Terminal(strings.Join(s.Kinds, ", ")))
	}
	return lines
}
