package verify

import "hardbook/runbook"

// An Outcome is what a run on several accounts made of one of them.
type Outcome struct {
	Name    string // of its book; of its config file, where that cannot be read
	Config  string // its config file, as the reader named it
	Account string // its twelve digits; "" where the config does not tell
	Err     error  // why there is no report; nil where there is one
	Report  Report // the zero Report where nothing was read
	Book    bool   // there is a book of it, in the folder Name
}

// Verified reports whether there is a report on the account.
func (o Outcome) Verified() bool { return o.Err == nil && o.Report.Schema != "" }

// Losses are the steps that were done and are not any more, in the order of the book.
func (r Report) Losses() []StepReport {
	var lost []StepReport
	for _, s := range r.Steps {
		if _, gone := r.Lost(s); gone {
			lost = append(lost, s)
		}
	}
	return lost
}

// Progress is how many steps are done, whoever says so, and how many there are
// to do: what does not apply or was left out on purpose does not count.
func (r Report) Progress() (done, all int) {
	for _, s := range r.Steps {
		switch {
		case s.Status.Ticked():
			done++
			all++
		case s.Status != runbook.StatusNotApplicable && s.Status != runbook.StatusSkipped:
			all++
		}
	}
	return done, all
}

// Brief is the report without what it takes only to tell of its steps one by one:
// the facts behind the verdicts.
func (r Report) Brief() Report {
	steps := make([]StepReport, len(r.Steps))
	for i, s := range r.Steps {
		s.Findings, s.Missing, s.Kinds = nil, nil, nil
		steps[i] = s
	}
	r.Steps = steps
	return r
}
