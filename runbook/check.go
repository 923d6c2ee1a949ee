package runbook

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// A Check decides how a step stands. The sources given to From1, From2 and
// From3 are the declaration of what is read; the judge's parameters are their
// answers. A judge is a pure function: no I/O, no clock. It is called only
// when every answer is there and whole; otherwise the verdict is unknown.
type Check struct {
	calls  []evidence.Call
	run    func(evidence.Evidence) Verdict
	person func(config.Config) bool // whether its verdict may be that only a person can tell; nil for never
}

// Calls lists the calls the check needs, each after those it waits for. A
// check by hand has none.
func (c Check) Calls() []evidence.Call { return c.calls }

// Run judges the evidence.
func (c Check) Run(e evidence.Evidence) Verdict { return c.run(e) }

// Manual is the check of a step that no API tells about; why says so in a
// sentence without a full stop.
func Manual(why string) Check {
	return Check{run: func(evidence.Evidence) Verdict { return ByHand("%s", why) }}.OrByHand()
}

// OrByHand is the check of a step about which its judge may say ByHand: what is
// read can show that it is not done, and never that it is.
func (c Check) OrByHand() Check {
	return c.OrByHandWhere(func(config.Config) bool { return true })
}

// OrByHandWhere is OrByHand for the accounts of some configs.
func (c Check) OrByHandWhere(person func(config.Config) bool) Check {
	c.person = person
	return c
}

// MayBeByHand reports whether the verdict may be that only a person can tell, in the
// account of this config. Such a step, and no other, can be attested.
func (c Check) MayBeByHand(cfg config.Config) bool { return c.person != nil && c.person(cfg) }

// From1 checks one source.
func From1[A any](source evidence.Source[A], judge func(config.Config, A) Verdict) Check {
	return Check{calls: source.Calls(), run: func(e evidence.Evidence) Verdict {
		a, err := source.Answer(e)
		if err != nil {
			return Unreadable(err)
		}
		return judge(e.Config, a)
	}}
}

// InRegions checks what each Region has on its own, one answer a Region. A
// Region that could not be read is a finding of its own: it makes what is done
// or waiting elsewhere unknown, and leaves what is todo elsewhere todo. So the
// judge must call nothing todo that an unread Region could put right.
func InRegions[A any](source evidence.Source[map[string]A], judge func(config.Config, map[string]A) Verdict) Check {
	return Check{calls: source.Calls(), run: func(e evidence.Evidence) Verdict {
		answers, err := source.Answer(e)
		if err != nil && len(answers) == 0 {
			return Unreadable(err)
		}
		if len(answers) == 0 {
			return Unknown("no Region was read")
		}
		return Besides(judge(e.Config, answers), err)
	}}
}

// Besides is a verdict on what could be read, beside what could not be: that makes
// done or waiting unknown, and leaves todo todo. No error leaves the verdict as it
// is.
func Besides(v Verdict, err error) Verdict {
	if err == nil {
		return v
	}
	unread := Unreadable(err)
	if v.Status == StatusTodo {
		unread.Status, unread.Reason = StatusTodo, v.Reason+"; besides, "+unread.Reason
	}
	unread.Findings = append(v.Findings, unread.Findings...)
	return unread
}

// From2 checks two sources.
func From2[A, B any](first evidence.Source[A], second evidence.Source[B], judge func(config.Config, A, B) Verdict) Check {
	return Check{calls: slices.Concat(first.Calls(), second.Calls()), run: func(e evidence.Evidence) Verdict {
		a, errA := first.Answer(e)
		b, errB := second.Answer(e)
		if err := errors.Join(errA, errB); err != nil {
			return Unreadable(err)
		}
		return judge(e.Config, a, b)
	}}
}

// From3 checks three sources.
func From3[A, B, C any](first evidence.Source[A], second evidence.Source[B], third evidence.Source[C], judge func(config.Config, A, B, C) Verdict) Check {
	return Check{calls: slices.Concat(first.Calls(), second.Calls(), third.Calls()), run: func(e evidence.Evidence) Verdict {
		a, errA := first.Answer(e)
		b, errB := second.Answer(e)
		c, errC := third.Answer(e)
		if err := errors.Join(errA, errB, errC); err != nil {
			return Unreadable(err)
		}
		return judge(e.Config, a, b, c)
	}}
}

// AtOnce is the check where one of its answers can show by itself that the step is
// to do: that there is no trail needs no word about buckets. nothing says so in a
// sentence, "" where it does not; it is asked only where the check cannot tell.
func AtOnce[A any](c Check, source evidence.Source[A], nothing func(config.Config, A) string) Check {
	run := c.run
	c.run = func(e evidence.Evidence) Verdict {
		v := run(e)
		if v.Status != StatusUnknown {
			return v
		}
		if a, err := source.Answer(e); err == nil {
			if why := nothing(e.Config, a); why != "" {
				return Todo("%s", why)
			}
		}
		return v
	}
	return c
}

// Unreadable makes unknown of answers that are not there: once, here, for every
// step. It says of each kind of failure what helps, and names an action as missing
// only where the identity's policies lack it. A judge calls it only where answers
// about several things come with what could not be read of some, and none of the
// rest is enough.
func Unreadable(err error) Verdict {
	failures := evidence.Failures(err)
	if len(failures) == 0 {
		return Unknown("%s", err)
	}
	v := Unknown("")
	var reasons, hints, ways []string
	add := func(to *[]string, what string) bool {
		if what == "" || slices.Contains(*to, what) {
			return false
		}
		*to = append(*to, what)
		return true
	}
	for _, f := range failures {
		if f.Kind == evidence.NotSet {
			// A call without a place for "nothing is set" in its answer.
			f = &evidence.Failure{Request: f.Request, Code: f.Code}
		}
		reason := f.Error()
		if !add(&reasons, reason) {
			continue
		}
		finding := Finding{Resource: f.Request.Call.Command, Detail: reason, Kind: f.Kind.String()}
		if f.Request.Call.IsRegional() {
			finding.Region = f.Request.Region
		}
		v = v.With(finding)
		add(&v.Kinds, f.Kind.String())
		if f.Kind == evidence.Denied {
			add(&hints, f.Request.Call.Hint)
			add(&v.Missing, f.Request.Call.Action)
		}
		add(&ways, f.WayOut())
	}
	slices.Sort(v.Missing)
	v.Reason = reasons[0]
	if more := len(reasons) - 1; more > 0 {
		v.Reason += fmt.Sprintf(" and %d more", more)
	}
	if len(v.Missing) > 0 {
		v.Reason += "; it needs " + strings.Join(v.Missing, ", ")
	}
	for _, hint := range hints {
		v.Reason += ", and " + hint
	}
	for _, way := range ways {
		v.Reason += "; " + way
	}
	return v
}
