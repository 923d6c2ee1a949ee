package iam

import "strings"

// matchARN compares a pattern with an ARN. A * in one of the parts between colons
// stands for no colon, but in the last one it may: where that makes a difference,
// since AWS's words leave it open, the answer is not known. In conditions all six
// parts must be there.
// Source: IAM User Guide, IAM JSON policy elements: Resource; Condition operators,
// Amazon Resource Name (ARN) condition operators.
func (r Request) matchARN(pattern string, t Text, version string, condition bool) Truth {
	tokens, sure := r.expand(pattern, version)
	loose := match(tokens, t)
	strict := match(byField(tokens), t)
	if condition && strings.Count(pattern, ":") < 5 {
		strict = No
	}
	return certain(agreed(strict, loose), sure)
}

// byField is the pattern with each part of an ARN by itself.
func byField(tokens []token) []token {
	last, colons := 0, 0
	for i, t := range tokens {
		if t.kind == char && t.r == ':' && colons < 5 {
			last = i
			colons++
		}
	}
	fields := make([]token, len(tokens))
	for i, t := range tokens {
		t.field = t.kind != char && i < last
		fields[i] = t
	}
	return fields
}

// certain is a truth about a pattern, where not all of the pattern may be known:
// then only "no" is certain.
func certain(t Truth, sure bool) Truth {
	if !sure && t == Yes {
		return Unsure
	}
	return t
}

// expand takes a pattern with * and ? apart, and puts in the values of policy
// variables. Where one is not known, anything may stand in its place, and the
// pattern is not sure.
// Source: IAM User Guide, IAM policy elements: Variables and tags.
func (r Request) expand(pattern, version string) (tokens []token, sure bool) {
	sure = true
	for version == "2012-10-17" {
		before, rest, found := strings.Cut(pattern, "${")
		name, after, closed := strings.Cut(rest, "}")
		if !found || !closed {
			break
		}
		tokens = append(tokens, glob(before)...)
		pattern = after
		if name == "*" || name == "?" || name == "$" {
			tokens = append(tokens, literal(name)...)
			continue
		}
		v := r.value(strings.ToLower(name))
		if len(v.texts) == 1 && v.there == Yes {
			if s, ok := v.texts[0].exact(); ok {
				tokens = append(tokens, literal(s)...)
				continue
			}
		}
		tokens, sure = append(tokens, token{kind: run}), false
	}
	return append(tokens, glob(pattern)...), sure
}
