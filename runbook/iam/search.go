package iam

import (
	"errors"
	"strings"
)

// ErrTooMany says that policies name too much for their union to be worked out.
var ErrTooMany = errors.New("the policies name too many things to be weighed together")

// most is how many states a search may go through: far above what real policies
// take.
const most = 50_000

// search walks through a language and asks of each string whether it is good,
// by which of the patterns match it. It reports whether all are.
func search(l language, patterns [][]token, good func(matched []bool) (bool, error)) (bool, error) {
	letters := alphabet(patterns...)
	type state struct {
		at int
		in []places
	}
	first := state{0, nil}
	for _, p := range patterns {
		first.in = append(first.in, start(p))
	}
	seen := map[string]bool{}
	for todo := []state{first}; len(todo) > 0; {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		var key strings.Builder
		key.WriteRune(rune(s.at))
		for _, p := range s.in {
			key.WriteString(p.key())
		}
		if seen[key.String()] {
			continue
		}
		seen[key.String()] = true
		if len(seen) > most {
			return false, ErrTooMany
		}
		if s.at == len(l) {
			matched := make([]bool, len(patterns))
			for i, p := range s.in {
				matched[i] = p.ends()
			}
			if ok, err := good(matched); err != nil || !ok {
				return false, err
			}
			continue
		}
		next := s.at + 1
		if l[s.at].many {
			todo = append(todo, state{next, s.in})
			next = s.at
		}
		for _, r := range l[s.at].runes(letters) {
			in := make([]places, len(s.in))
			for i, p := range s.in {
				in[i] = p.step(patterns[i], r)
			}
			todo = append(todo, state{next, in})
		}
	}
	return true, nil
}
