package iam

import (
	"slices"
	"strings"
)

// Text is what is known of a string: the string itself, or that it is one of many
// that begin, go on and end in a known way.
type Text struct {
	parts []string // with any run of characters between each two
	but   []string // strings that it is not
	notOf []string // accounts that an ARN is not of
}

// Exactly is this very string.
func Exactly(s string) Text { return Text{parts: []string{s}} }

// Like is any string with these parts in this order, anything between them, and
// nothing before the first and after the last.
func Like(parts ...string) Text { return Text{parts: parts} }

// Anything is a string of which nothing is known.
func Anything() Text { return Like("", "") }

// But is the text, where it is known not to be one of these strings.
func (t Text) But(not ...string) Text { return Text{t.parts, slices.Concat(t.but, not), t.notOf} }

// NotOf is the text, an ARN that is known not to be of these accounts.
func (t Text) NotOf(accounts ...string) Text {
	return Text{t.parts, t.but, slices.Concat(t.notOf, accounts)}
}

// isNot reports whether the text is surely none of those that a word of a policy
// stands for, since it is of another account.
func (t Text) isNot(word string) bool {
	fields := strings.Split(word, ":")
	return len(fields) > 4 && slices.Contains(t.notOf, fields[4])
}

// exact is the string that the text is, where that is known.
func (t Text) exact() (string, bool) {
	if len(t.parts) == 1 {
		return t.parts[0], true
	}
	return "", false
}

// tokens of the text: its characters, and a run for each gap.
func (t Text) tokens() []token {
	var all []token
	for i, part := range t.parts {
		if i > 0 {
			all = append(all, token{kind: run})
		}
		for _, r := range part {
			all = append(all, token{kind: char, r: r})
		}
	}
	return all
}

// Value is what is known of the value that a condition key has in a request.
type Value struct {
	there Truth
	texts []Text // several for a key of several values
}

// Is is a key that is there, with this value or these.
func Is(texts ...Text) Value { return Value{Yes, texts} }

// IsWord is a key that is there with exactly this value.
func IsWord(s string) Value { return Is(Exactly(s)) }

// Missing is a key that is not in the request.
func Missing() Value { return Value{there: No} }

// Perhaps is a key that may be there, and then has this value.
func Perhaps(t Text) Value { return Value{Unsure, []Text{t}} }

// value is what is known of a key, in lower case.
func (r Request) value(key string) Value {
	if v, ok := r.Context[key]; ok {
		return v
	}
	// A key of tags, "aws:principaltag/team", may be told of with all others.
	if kind, _, ok := strings.Cut(key, "/"); ok {
		if v, told := r.Context[kind+"/"]; told {
			return v
		}
	}
	return Perhaps(Anything())
}

// Is reports whether the text is this word.
func (t Text) Is(word string) Truth { return match(literal(word), t) }

// IsFold is Is without regard to case.
func (t Text) IsFold(word string) Truth { return match(folded(literal(word)), t.folded()) }

// Begins reports whether the text begins so.
func (t Text) Begins(prefix string) Truth { return match(append(literal(prefix), token{kind: run}), t) }

// Ends reports whether the text ends so.
func (t Text) Ends(suffix string) Truth {
	return match(append([]token{{kind: run}}, literal(suffix)...), t)
}

// Matches reports whether the text matches a pattern, in which * stands for any
// characters and ? for one.
func (t Text) Matches(pattern string) Truth { return match(glob(pattern), t) }
