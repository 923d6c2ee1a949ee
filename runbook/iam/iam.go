// Package iam weighs IAM policy documents: whether they let a request through,
// refuse it, or cannot be told, where not all of the request is known.
//
// What is not known stays so: a verdict is given only where every request that
// fits what is known would get the same one.
// Source: IAM User Guide, Policy evaluation logic; IAM JSON policy element
// reference.
package iam

import (
	"fmt"
	"slices"
	"strings"

	"hardbook/runbook/evidence"
)

// Truth is whether something is so: yes, no, or not known. They are ordered, so
// that "and" is the least and "or" the greatest of several.
type Truth int8

// The truths.
const (
	No     Truth = -1
	Unsure Truth = 0
	Yes    Truth = 1
)

func truth(is bool) Truth {
	if is {
		return Yes
	}
	return No
}

// agreed is what two readings say alike, else not known.
func agreed(a, b Truth) Truth {
	if a == b {
		return a
	}
	return Unsure
}

// A Decision is what policies make of a request.
type Decision string

// The decisions.
const (
	Allowed  Decision = "allowed"
	Denied   Decision = "denied"    // refused by a statement, or let through by none
	NotKnown Decision = "not known" // it hangs on what is not known of the request
)

// Request is one request, as far as it is known. It may stand for many requests:
// those of all alarms of an account, for example.
type Request struct {
	Principal Principal
	Action    string           // "sns:Publish"
	Resource  Text             // ARN; of no interest in a trust policy
	Named     bool             // the policies are those of what is asked for, which name principals; else of the one who asks
	Context   map[string]Value // by condition key in lower case; a key that is not here may have any value, or none
}

// PartOnly is the doubt about a statement that is about a part of what the request
// may be: about some of its resources, or some of whom it may be from.
const PartOnly = "it is about a part only"

// A Layer is documents that allow together: one that lets the request through is
// enough. They are those of a user and its groups, of a permissions boundary, or
// of a resource.
type Layer []evidence.Document

// Decide weighs a request. Every layer must let it through, and no statement of
// any may refuse it. Doubts are the conditions and documents that could not be
// weighed and might change the decision, each once.
func Decide(r Request, layers ...Layer) (d Decision, doubts []string) {
	allowed, refused := Yes, No
	var unsure []string
	for _, layer := range layers {
		let := No
		for _, document := range layer {
			if document.Unread != nil {
				let, refused = max(let, Unsure), max(refused, Unsure)
				unsure = append(unsure, fmt.Sprintf("a policy that cannot be read: %s", document.Unread))
				continue
			}
			for _, s := range document.Statements {
				applies, why := r.applies(s, document.Version)
				if applies == Unsure {
					unsure = append(unsure, why...)
				}
				if s.Effect == "Allow" {
					let = max(let, applies)
				} else {
					refused = max(refused, applies)
				}
			}
		}
		allowed = min(allowed, let)
	}
	switch {
	case refused == Yes, allowed == No:
		return Denied, nil
	case refused == No && allowed == Yes:
		return Allowed, nil
	}
	slices.Sort(unsure)
	return NotKnown, slices.Compact(unsure)
}

// applies reports whether a statement is about the request, and what of it could
// not be weighed.
func (r Request) applies(s evidence.Statement, version string) (Truth, []string) {
	about := min(r.principal(s), r.action(s), r.resource(s, version))
	if about == No {
		return No, nil
	}
	var unsure []string
	if about == Unsure {
		unsure = append(unsure, PartOnly)
	}
	if s.Unsure {
		about, unsure = Unsure, append(unsure, "a condition that is there twice")
	}
	for test, words := range s.Condition {
		met := r.meets(test, words, version)
		if met == No {
			return No, nil
		}
		if met == Unsure {
			unsure = append(unsure, test)
		}
		about = min(about, met)
	}
	return about, unsure
}

// Meets reports whether the request meets all conditions of a statement.
func (r Request) Meets(s evidence.Statement, version string) Truth {
	met := Yes
	if s.Unsure {
		met = Unsure
	}
	for test, words := range s.Condition {
		met = min(met, r.meets(test, words, version))
	}
	return met
}

// MayMean reports whether a statement may be about some request like this one,
// whatever it does and to what.
func (r Request) MayMean(s evidence.Statement, version string) bool {
	return min(r.principal(s), r.Meets(s, version)) != No
}

func (r Request) action(s evidence.Statement) Truth {
	return covered(s.Actions, func(word string) Truth { return matchAction(word, r.Action) })
}

func (r Request) resource(s evidence.Statement, version string) Truth {
	if s.Resources == nil { // a trust policy is about the role that it hangs on; another one lacks something
		if r.Named && strings.HasPrefix(r.Action, "sts:") {
			return Yes
		}
		return Unsure
	}
	return covered(s.Resources, func(word string) Truth { return r.matchARN(word, r.Resource, version, false) })
}

// covered reports whether a list of a statement takes in what is matched: by
// naming it, or by excepting others ("not …") and not it.
func covered(list []string, match func(string) Truth) Truth {
	named, excepted, excepts := No, No, false
	for _, word := range list {
		if other, not := cutNot(word); not {
			excepts = true
			excepted = max(excepted, match(other))
		} else {
			named = max(named, match(word))
		}
	}
	if excepts {
		return -excepted
	}
	return named
}
