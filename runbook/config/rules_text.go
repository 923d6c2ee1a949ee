package config

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// check reports what is wrong with key unless ok. A key with a problem
// already, or inside one that has, stays as it is: one slip, one message.
func (r *reader) check(key string, ok bool, what, hint string) {
	if ok || r.quiet(key) {
		return
	}
	r.report(r.line(key), key, r.places[key].value, what, hint)
}

// quiet tells whether key, or a key around it, has had its problem.
func (r *reader) quiet(key string) bool {
	for k := key; k != ""; k = outer(k) {
		if r.broken[k] {
			return true
		}
	}
	return r.broken[""]
}

// given tells whether the file has a value for key.
func (r *reader) given(key string) bool {
	p, ok := r.places[key]
	return ok && !p.null
}

// required reports a key that must have a value, and has none in the file.
func (r *reader) required(key, hint string) {
	r.check(key, r.given(key) || !r.limit(key).required, "is missing", hint)
}

// count holds the length of a list to its limits.
func (r *reader) count(key string, n int) {
	l := r.limit(key)
	r.check(key, n >= l.least, "the list is empty", fmt.Sprintf("write at least %d", l.least))
	r.check(key, n <= l.most, fmt.Sprintf("the list has %d items", n), fmt.Sprintf("write at most %d", l.most))
}

// first is the first n items, or all: past a list's limit nothing more is said about it.
func first[T any](n int, items []T) []T { return items[:min(n, len(items))] }

// text holds free text to what can be seen, and to its length.
func (r *reader) text(key, s string) {
	l := r.limit(key)
	if what, hint := WrongText(s, l.least, l.most); what != "" {
		r.check(key, false, what, hint)
	}
}

// WrongText says what is wrong with free text, and what to do about it; "" where
// nothing is. Quotes, $(…), backticks and markup are welcome: whoever prints them
// makes them inert. Line breaks, control characters and invisible marks are not:
// with a right-to-left override, the reader sees another text than the one there
// is. A text of at least one character has more than spaces.
func WrongText(s string, least, most int) (what, hint string) {
	if i := strings.IndexFunc(s, unseen); i >= 0 {
		c, _ := utf8.DecodeRuneInString(s[i:])
		return fmt.Sprintf("holds %U, which cannot be seen", c),
			"write one line without line breaks, control characters or invisible marks; typing it anew removes them"
	}
	switch {
	case least > 0 && strings.TrimSpace(s) == "":
		return "is empty", "write something"
	case utf8.RuneCountInString(s) > most:
		return fmt.Sprintf("is longer than %d characters", most), "write less"
	}
	return "", ""
}

// unseen tells whether a character has no look of its own. Spaces of any
// width are fine; unicode.IsPrint knows the ASCII one only.
func unseen(c rune) bool { return !unicode.IsPrint(c) && !unicode.Is(unicode.Zs, c) }

// email holds an address to the alphabet that is inert everywhere, and the part
// before the @ to the 64 characters of RFC 5321.
func (r *reader) email(key, s string) {
	local, _, _ := strings.Cut(s, "@")
	r.check(key, r.limit(key).fits(s) && len(local) <= 64, "is not an e-mail address hardbook can use",
		"write it as name@example.com, with letters, digits and ._%+- before the @")
}
