package render

import (
	"fmt"
	"slices"
)

// Costing are the steps to do that cost something every month, in order.
func (p page) Costing() []stepText {
	var costing []stepText
	for _, c := range p.Phases {
		for _, s := range c.Steps {
			if s.Entry.Status == "" && s.Monthly > 0 {
				costing = append(costing, s.stepText)
			}
		}
	}
	return costing
}

// Monthly is what they cost together, in words.
func (p page) Monthly() string {
	total := 0.0
	for _, s := range p.Costing() {
		total += s.Monthly
	}
	if total == 0 {
		return "nothing"
	}
	return fmt.Sprintf("about %.2f USD a month", total)
}

// leftOut is a step that the reader need not do, and why.
type leftOut struct {
	Text
	Why string
}

// LeftOut are the steps that do not apply, that the config skips, and those
// that it does not take in, in this order.
func (p page) LeftOut() []leftOut {
	var out []leftOut
	for _, e := range slices.Concat(p.Book.Entries, p.Book.Left) {
		if e.Why != "" {
			out = append(out, leftOut{p.Texts[e.Step.ID], e.Why})
		}
	}
	return out
}
