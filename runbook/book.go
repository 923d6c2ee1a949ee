package runbook

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"hardbook/policies"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// Version is the version of the book: its text, steps and commands. It stands
// in the source, and not in build information, so that the same source writes
// the same bytes.
const Version = "0.1.0"

// A Plan is what a config asks for: the steps that its profile takes in, in the
// order to do them.
type Plan struct {
	Config  config.Config
	Title   string // heads the book; "" means the usual one
	Entries []Entry
	Left    []Entry // steps that the config leaves out, with the reason; they have no number
}

// A Book is one account's runbook: a plan, and all policy documents of its steps.
// Plan.Book makes it, and nothing is filled in later but a title.
type Book struct {
	Plan
	Policies map[string][]byte // by name, with the account's values in them
}

// An Entry is one step of the book.
type Entry struct {
	Number int // its place in the book, from 1
	Step   Step
	Check  Check  // what verify runs: the step's own, or by hand where AWS would bill for that
	Status Status // not-applicable, skipped, or "" for a step to do
	Why    string // why it is not to do
}

// Stands is how the entry stands before anything was read, and why: to do, by
// hand where no API tells, or not to do.
func (e Entry) Stands() (Status, string) {
	switch {
	case e.Status != "":
		return e.Status, e.Why
	case len(e.Check.Calls()) == 0:
		v := e.Check.Run(evidence.Evidence{})
		return v.Status, v.Reason
	}
	return StatusTodo, ""
}

// NewPlan makes the plan of cfg out of all steps. It fails when the config names a
// step that does not exist.
func NewPlan(cfg config.Config, all []Step) (Plan, error) {
	for _, s := range cfg.Skip {
		if !slices.ContainsFunc(all, func(step Step) bool { return step.ID == s.ID }) {
			return Plan{}, &UnknownStepError{ID: s.ID, Key: "skip", all: all}
		}
	}
	for _, id := range cfg.BilledChecks {
		switch i := slices.IndexFunc(all, func(step Step) bool { return step.ID == id }); {
		case i < 0:
			return Plan{}, &UnknownStepError{ID: id, Key: "billed_checks", all: all}
		case !all[i].Billed():
			return Plan{}, &NotBilledError{ID: id, all: all}
		}
	}
	steps := slices.Clone(all)
	slices.SortStableFunc(steps, func(a, b Step) int { return int(a.Phase) - int(b.Phase) })
	plan := Plan{Config: cfg}
	for _, s := range steps {
		if why := leftOut(cfg, s); why != "" {
			plan.Left = append(plan.Left, Entry{Step: s, Why: why})
			continue
		}
		e := Entry{Number: len(plan.Entries) + 1, Step: s, Check: s.Check}
		if s.Billed() && !slices.Contains(cfg.BilledChecks, s.ID) {
			e.Check = Manual(fmt.Sprintf("AWS takes %s for each request that would tell, so hardbook asks only when billed_checks in hardbook.yaml names %s", evidence.Price, s.ID))
		}
		if s.Applies != nil {
			if why := s.Applies(cfg); why != "" {
				e.Status, e.Why = StatusNotApplicable, why
			}
		}
		for _, skip := range cfg.Skip {
			if skip.ID == s.ID {
				e.Status, e.Why = StatusSkipped, skip.Reason
			}
		}
		plan.Entries = append(plan.Entries, e)
	}
	return plan, nil
}

// leftOut says what in the config leaves a step out, "" if nothing does.
func leftOut(cfg config.Config, s Step) string {
	var only []string
	if !cfg.Profile.Includes(s.Profile) {
		profile := "profile: " + string(s.Profile)
		if s.Profile == config.Baseline {
			profile += " or " + string(config.CIS)
		}
		only = append(only, profile)
	}
	if s.Paid && !cfg.Paid {
		only = append(only, "paid: true, because it costs money")
	}
	if len(only) == 0 {
		return ""
	}
	return "only with " + strings.Join(only, " and ")
}

// Find is the entry of a step. It fails when the plan has no such step.
func (p Plan) Find(id string) (Entry, error) {
	for _, e := range p.Entries {
		if e.Step.ID == id {
			return e, nil
		}
	}
	var steps []Step
	for _, e := range p.Entries {
		steps = append(steps, e.Step)
	}
	return Entry{}, &UnknownStepError{ID: id, all: steps}
}

// Calls lists every call that the steps to do need, each once: those of all
// steps, or of the steps with these IDs and those that decide about them.
func (p Plan) Calls(only ...string) []evidence.Call {
	var calls []evidence.Call
	wanted := p.Deciding(only)
	for _, e := range p.Entries {
		if e.Status == "" && e.Among(wanted) {
			calls = append(calls, e.Check.Calls()...)
		}
	}
	return evidence.Needed(p.Config, calls)
}

// Deciding are the steps with these IDs, those that they need, those that end
// them, and so on: all whose verdicts theirs hang on. No IDs mean all steps.
func (p Plan) Deciding(ids []string) []string {
	var all []string
	for next := slices.Clone(ids); len(next) > 0; next = next[1:] {
		e, err := p.Find(next[0])
		if err != nil || slices.Contains(all, e.Step.ID) {
			continue // a need that this plan does not have decides nothing
		}
		all = append(all, e.Step.ID)
		next = append(next, e.Step.Needs...)
		if e.Step.EndedBy != "" {
			next = append(next, e.Step.EndedBy)
		}
	}
	return all
}

// Among reports whether the entry is one of these steps; no IDs mean all.
func (e Entry) Among(ids []string) bool {
	return len(ids) == 0 || slices.Contains(ids, e.Step.ID)
}

// The policy documents that are worked out and not files of policies/.
const (
	VerifyPolicy   = "verify"        // allows exactly what verify reads
	OperatorPolicy = "operator"      // allows exactly what the do blocks of the operator's steps need
	UndoPolicy     = "operator-undo" // allows what their undo blocks need beyond that
)

// ComputedPolicies names the documents that follow from the texts of the steps.
func ComputedPolicies() []string { return []string{OperatorPolicy, UndoPolicy} }

// Book is the book of the plan, with the documents that follow from the texts of its
// steps, by name: those of ComputedPolicies, or none. It fails when the config has no
// value that a policy needs.
func (p Plan) Book(computed map[string][]byte) (Book, error) {
	documents := map[string][]byte{VerifyPolicy: evidence.ReadPolicy(p.Config, p.Calls())}
	maps.Copy(documents, computed)
	for _, e := range p.Entries {
		for _, name := range e.Step.Policies {
			if documents[name] != nil {
				continue
			}
			filled, err := policies.Fill(name, p.Config)
			if err != nil {
				return Book{}, fmt.Errorf("step %s: %w", e.Step.ID, err)
			}
			documents[name] = filled
		}
	}
	return Book{p, documents}, nil
}

// LastAs is the number of the last step to do as this actor, 0 if there is none.
func (p Plan) LastAs(who Actor) int {
	last := 0
	for _, e := range p.Entries {
		if e.Step.Who == who && e.Status == "" {
			last = e.Number
		}
	}
	return last
}
