package filterpattern

import (
	"errors"
	"regexp"
	"slices"
	"strings"
)

// A Pattern is one of CloudWatch Logs, taken apart. Where the order of && and ||
// is not said by parentheses, it is read in both orders.
// Source: CloudWatch Logs User Guide, Filter pattern syntax, JSON log events.
type Pattern struct{ readings [][]all } // none of a pattern that is not understood

// Read takes a pattern apart. It knows patterns for JSON made of tests, &&, ||
// and parentheses.
func Read(pattern string) Pattern {
	var p Pattern
	for _, andFirst := range []bool{true, false} {
		alternatives, err := parse(pattern, andFirst)
		if err != nil {
			return Pattern{}
		}
		p.readings = append(p.readings, alternatives)
	}
	return p
}

// Covers reports whether the pattern surely finds every event that another one
// finds, in whichever order both are read.
func (p Pattern) Covers(narrow Pattern) bool {
	for i, reading := range p.readings {
		if i >= len(narrow.readings) || slices.ContainsFunc(narrow.readings[i], func(n all) bool { return !slices.ContainsFunc(reading, n.implies) }) {
			return false
		}
	}
	return len(p.readings) > 0
}

// A test is one comparison of a field: $.eventName = DeleteTrail.
type test struct{ field, operator, value string }

// all is met where all of its tests are.
type all []test

// implies reports whether whatever meets a meets other.
func (a all) implies(other all) bool {
	return !slices.ContainsFunc(other, func(o test) bool {
		return !slices.ContainsFunc(a, func(t test) bool { return t.implies(o) })
	})
}

// implies reports whether whatever meets t meets other: a test for one value
// meets one for a pattern of such values.
func (t test) implies(other test) bool {
	if t == other {
		return true
	}
	if t.field != other.field || t.operator != "=" || other.operator != "=" || strings.Contains(t.value, "*") {
		return false
	}
	return matches(other.value, t.value)
}

// matches reports whether a value is what a pattern says, in which * stands for any
// characters.
func matches(pattern, value string) bool {
	first, rest, open := strings.Cut(pattern, "*")
	value, ok := strings.CutPrefix(value, first)
	if !open || !ok {
		return ok && value == ""
	}
	for middle, more, open := strings.Cut(rest, "*"); open; middle, more, open = strings.Cut(rest, "*") {
		_, after, found := strings.Cut(value, middle)
		if !found {
			return false
		}
		value, rest = after, more
	}
	return strings.HasSuffix(value, rest)
}

// parse takes a pattern apart into alternatives, one of which an event must
// meet. andFirst says that && binds tighter than ||; else both bind alike, from
// left to right.
func parse(pattern string, andFirst bool) ([]all, error) {
	inner, ok := strings.CutPrefix(strings.TrimSpace(pattern), "{")
	inner, closed := strings.CutSuffix(inner, "}")
	if !ok || !closed {
		return nil, errors.New("it is no pattern for JSON")
	}
	p := parser{andFirst: andFirst}
	for rest := strings.TrimSpace(inner); rest != ""; rest = strings.TrimSpace(rest) {
		token := tokens.FindString(rest)
		if token == "" {
			return nil, errors.New("it has something unknown in it")
		}
		p.words, rest = append(p.words, token), rest[len(token):]
	}
	alternatives, err := p.expression(0)
	if err == nil && len(p.words) > 0 {
		err = errors.New("it goes on after its end")
	}
	return alternatives, err
}

// tokens finds the next word of a pattern at the start of a text.
var tokens = regexp.MustCompile(`^(?:&&|\|\||[()]|!=|>=|<=|[=<>]|"(?:[^"\\]|\\.)*"|\$\.[A-Za-z0-9_.\[\]-]+|(?i:NOT EXISTS|IS NULL|IS TRUE|IS FALSE)\b|[A-Za-z0-9_*.:/-]+)`)

type parser struct {
	words    []string
	andFirst bool
}

func (p *parser) next() string {
	if len(p.words) == 0 {
		return ""
	}
	return p.words[0]
}

func (p *parser) take() string {
	word := p.next()
	p.words = p.words[min(1, len(p.words)):]
	return word
}

// expression reads operands joined by && and ||; within is how many parentheses
// are open.
func (p *parser) expression(within int) ([]all, error) {
	left, err := p.operand(within)
	for err == nil && (p.next() == "||" || p.next() == "&&") {
		var right []all
		if p.take() == "&&" {
			right, err = p.operand(within)
			left = both(left, right)
		} else {
			right, err = p.operand(within)
			for err == nil && p.andFirst && p.next() == "&&" {
				p.take()
				var more []all
				more, err = p.operand(within)
				right = both(right, more)
			}
			left = slices.Concat(left, right)
		}
		if len(left) > most {
			return nil, errors.New("it has too many alternatives")
		}
	}
	return left, err
}

// most bounds the work: AWS takes patterns of 1,024 characters, and those of the
// benchmark have 18 alternatives.
const most = 1000

// both are the alternatives that meet one of each.
func both(left, right []all) []all {
	if len(left)*len(right) > most {
		return make([]all, most+1)
	}
	var joined []all
	for _, l := range left {
		for _, r := range right {
			joined = append(joined, slices.Concat(l, r))
		}
	}
	return joined
}

func (p *parser) operand(within int) ([]all, error) {
	const deepest = 50
	word := p.take()
	switch {
	case word == "(" && within < deepest:
		inner, err := p.expression(within + 1)
		if err == nil && p.take() != ")" {
			err = errors.New("a parenthesis stays open")
		}
		return inner, err
	case !strings.HasPrefix(word, "$."):
		return nil, errors.New("a test does not begin with a field")
	}
	t := test{field: word, operator: strings.ToUpper(p.take())}
	switch t.operator {
	case "NOT EXISTS", "IS NULL", "IS TRUE", "IS FALSE":
		return []all{{t}}, nil
	case "=", "!=", ">", "<", ">=", "<=":
	default:
		return nil, errors.New("a field is not compared")
	}
	value := p.take()
	if value == "" || strings.ContainsAny(value[:1], "&|()=<>$!") {
		return nil, errors.New("a field is compared with nothing")
	}
	t.value = value
	if quoted, ok := strings.CutPrefix(value, `"`); ok {
		t.value = strings.TrimSuffix(quoted, `"`)
	}
	return []all{{t}}, nil
}
