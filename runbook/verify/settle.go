package verify

import (
	"fmt"
	"slices"
	"strings"

	"hardbook/runbook"
)

// A settlement works out what steps say of each other.
type settlement struct {
	book    runbook.Book
	judged  map[string]runbook.Verdict // by the judges, which know nothing of other steps
	settled map[string]runbook.Verdict // so far
}

// settle is the verdict on a step beside all others. It is done only when all
// that it needs is closed: an open need makes it todo, and a need that could not
// be read makes it unknown. A step that another one ends does not apply once that
// was done.
func (s settlement) settle(step runbook.Step) runbook.Verdict {
	v, ok := s.settled[step.ID]
	if !ok {
		// What is done with a step may need it: that it is gone takes nothing away.
		s.settled[step.ID] = runbook.Verdict{Status: runbook.StatusNotApplicable}
		v = s.beside(step)
		s.settled[step.ID] = v
	}
	return v
}

func (s settlement) beside(step runbook.Step) runbook.Verdict {
	v := s.judged[step.ID]
	switch {
	case step.EndedBy != "" && v.Status == runbook.StatusTodo && s.judged[step.EndedBy].Status == runbook.StatusDone:
		return s.afterEnd(step, v)
	case v.Status != runbook.StatusDone:
		return v
	}
	open, _, unread := s.stand(step.Needs)
	switch {
	case open != "":
		return runbook.Todo("blocked by %s, which is not done yet", open).With(v.Findings...)
	case len(unread) > 0:
		return s.restsOn(unread, v)
	}
	return v
}

// stand says how these steps stand: the first that is open, whether one at least
// is done, and those that could not be read. A step that the book does not have,
// or that does not apply, keeps nothing from being done.
func (s settlement) stand(ids []string) (open string, done bool, unread []string) {
	for _, id := range ids {
		e, err := s.book.Find(id)
		if err != nil {
			continue
		}
		switch status := s.settle(e.Step).Status; {
		case status.Open() && open == "":
			open = id
		case status == runbook.StatusUnknown:
			unread = append(unread, id)
		case status == runbook.StatusDone:
			done = true
		}
	}
	return open, done, unread
}

// restsOn makes unknown of a verdict that rests on steps which could not be read.
func (s settlement) restsOn(unread []string, v runbook.Verdict) runbook.Verdict {
	u := runbook.Unknown("it rests on %s, which could not be read", firstOf(unread)).With(v.Findings...)
	for _, id := range unread {
		u.Missing = append(u.Missing, s.settled[id].Missing...)
		u.Kinds = append(u.Kinds, s.settled[id].Kinds...)
	}
	slices.Sort(u.Missing)
	slices.Sort(u.Kinds)
	u.Missing, u.Kinds = slices.Compact(u.Missing), slices.Compact(u.Kinds)
	if len(u.Missing) > 0 {
		u.Reason += "; that needs " + strings.Join(u.Missing, ", ")
	}
	return u
}

// afterEnd is the verdict on a step that is open, while the step that ends it is
// done: nothing is there. On a fresh account that is so before the work as well
// as after it, so the work tells which of the two it is: the step does not apply
// any more where every step that is done with it is closed, and one at least was
// seen to be done.
func (s settlement) afterEnd(step runbook.Step, v runbook.Verdict) runbook.Verdict {
	e, err := s.book.Find(step.EndedBy)
	if err != nil {
		return v
	}
	with := slices.DeleteFunc(slices.Clone(e.Step.Needs), func(id string) bool {
		need, err := s.book.Find(id)
		return err != nil || need.Step.EndedBy == step.EndedBy
	})
	open, done, unread := s.stand(with)
	switch {
	case open != "" && done:
		return runbook.Todo("%s, and %s is to be done with it", v.Reason, open).With(v.Findings...)
	case open == "" && len(unread) > 0:
		u := s.restsOn(unread, v)
		u.Reason = v.Reason + "; whether it is still needed hangs on " + strings.TrimPrefix(u.Reason, "it rests on ")
		return u
	case done && open == "":
		return runbook.Verdict{Status: runbook.StatusNotApplicable, Reason: "every step that is done with it is done, and it is not there"}
	}
	return v
}

// firstOf names one of a few steps, and how many more there are.
func firstOf(ids []string) string {
	switch len(ids) {
	case 1:
		return ids[0]
	case 2:
		return ids[0] + " and " + ids[1]
	}
	return fmt.Sprintf("%s and %d more", ids[0], len(ids)-1)
}
