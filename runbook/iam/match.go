package iam

import (
	"slices"
	"strings"
)

// token is one piece of a pattern or of a text.
type token struct {
	kind  kind
	r     rune // of a char
	field bool // stands for no colon: the parts of an ARN are matched one by one
}

type kind int8

const (
	char kind = iota // this character
	one              // any character: ?
	run              // any number of any characters: *
)

func (t token) takes(r rune) bool {
	return t.kind == char && t.r == r || t.kind != char && (!t.field || r != ':')
}

// glob takes a pattern with * and ? apart.
func glob(pattern string) []token {
	var all []token
	for _, r := range pattern {
		switch r {
		case '*':
			all = append(all, token{kind: run})
		case '?':
			all = append(all, token{kind: one})
		default:
			all = append(all, token{kind: char, r: r})
		}
	}
	return all
}

// literal takes a string apart in which nothing stands for others.
func literal(s string) []token { return Exactly(s).tokens() }

// places are the places in a pattern where a match may stand.
type places []bool

// start is where a match of the pattern begins.
func start(pattern []token) places {
	p := make(places, len(pattern)+1)
	p[0] = true
	p.skip(pattern)
	return p
}

// skip goes on over runs, which may be empty.
func (p places) skip(pattern []token) {
	for i, t := range pattern {
		if p[i] && t.kind == run {
			p[i+1] = true
		}
	}
}

// step is where a match may stand after one more character.
func (p places) step(pattern []token, r rune) places {
	next := make(places, len(p))
	for i, t := range pattern {
		if p[i] && t.takes(r) {
			if t.kind == run {
				next[i] = true
			} else {
				next[i+1] = true
			}
		}
	}
	next.skip(pattern)
	return next
}

func (p places) dead() bool { return !slices.Contains(p, true) }
func (p places) ends() bool { return p[len(p)-1] }

// key tells places apart in a map.
func (p places) key() string {
	b := make([]byte, len(p))
	for i, at := range p {
		if at {
			b[i] = 1
		}
	}
	return string(b)
}

// match reports whether a pattern matches a text: yes where it matches each
// string that the text may be, no where it matches none.
func match(pattern []token, t Text) Truth {
	if s, ok := t.exact(); ok {
		p := start(pattern)
		for _, r := range s {
			p = p.step(pattern, r)
		}
		return truth(p.ends())
	}
	if only, ok := word(pattern); ok && slices.Contains(t.but, only) {
		return No
	}
	text := t.tokens()
	letters := alphabet(pattern, text)
	some, all := false, true // of the strings that the text may be match
	seen := map[string]bool{}
	var walk func(at int, p places)
	walk = func(at int, p places) {
		key := string(rune(at)) + p.key()
		switch {
		case seen[key]:
			return
		case p.dead():
			all = false
			return
		case at == len(text):
			some, all = some || p.ends(), all && p.ends()
			return
		}
		seen[key] = true
		if text[at].kind == char {
			walk(at+1, p.step(pattern, text[at].r))
			return
		}
		walk(at+1, p)
		for _, r := range letters {
			walk(at, p.step(pattern, r))
		}
	}
	walk(0, start(pattern))
	switch {
	case all:
		return Yes
	case some:
		return Unsure
	}
	return No
}

// word is the one string that a pattern matches, if it is only one.
func word(pattern []token) (string, bool) {
	var b strings.Builder
	for _, t := range pattern {
		if t.kind != char {
			return "", false
		}
		b.WriteRune(t.r)
	}
	return b.String(), true
}

// other stands for all characters that a pattern and a text do not name.
const other = '\uFFFF'

// alphabet is every character that makes a difference.
func alphabet(of ...[]token) []rune {
	letters := []rune{other, ':'}
	for _, tokens := range of {
		for _, t := range tokens {
			if t.kind == char {
				letters = append(letters, t.r)
			}
		}
	}
	slices.Sort(letters)
	return slices.Compact(letters)
}

// matchAction compares an action, in which case makes no difference. What a
// wildcard in the name of the service means, AWS does not document.
func matchAction(pattern, action string) Truth {
	is := match(glob(strings.ToLower(pattern)), Exactly(strings.ToLower(action)))
	service, _, whole := strings.Cut(pattern, ":")
	if is == Yes && whole && service != "*" && strings.ContainsAny(service, "*?") || is == Yes && service == "*" && pattern != "*:*" && pattern != "*" {
		return Unsure
	}
	return is
}
