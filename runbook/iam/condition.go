package iam

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"
)

// meets reports whether the request meets one test, "StringEquals aws:SourceArn",
// for one of the words.
// Source: IAM User Guide, IAM JSON policy elements: Condition operators; Set
// operators for multivalued context keys.
func (r Request) meets(test string, words []string, version string) Truth {
	operator, key, _ := strings.Cut(test, " ")
	v := r.value(strings.ToLower(key))
	if operator == "Null" {
		return wantsNull(words, v.there)
	}
	set, name, found := strings.Cut(operator, ":")
	if !found {
		set, name = "", operator
	}
	name, ifExists := strings.CutSuffix(name, "IfExists")
	compare, negated := r.comparison(name, version)
	if compare == nil || len(words) == 0 {
		return Unsure
	}
	each := func(t Text) Truth {
		met := No
		for _, w := range words {
			met = max(met, compare(w, t))
		}
		if negated {
			return -met
		}
		return met
	}
	absent, present := truth(negated || ifExists), Unsure
	switch set {
	case "":
		if len(v.texts) == 1 {
			present = each(v.texts[0])
		}
	case "ForAllValues":
		absent, present = Yes, Yes
		for _, t := range v.texts {
			present = min(present, each(t))
		}
	case "ForAnyValue":
		absent, present = No, No
		if ifExists {
			absent = Unsure
		}
		for _, t := range v.texts {
			present = max(present, each(t))
		}
	default:
		return Unsure
	}
	if _, known := r.Context[strings.ToLower(key)]; !known && set != "" {
		present = Unsure // it may have any number of values
	}
	switch v.there {
	case Yes:
		return present
	case No:
		return absent
	}
	return agreed(present, absent)
}

// wantsNull is the operator Null: "true" wants a key that is not there.
func wantsNull(words []string, there Truth) Truth {
	met := No
	for _, w := range words {
		switch strings.ToLower(w) {
		case "true":
			met = max(met, -there)
		case "false":
			met = max(met, there)
		default:
			return Unsure
		}
	}
	return met
}

// comparison is what an operator does with a word of a policy and a value of a
// request, nil where it is not known, and whether its result is turned round.
func (r Request) comparison(operator, version string) (compare func(string, Text) Truth, negated bool) {
	pattern := func(read func(string) []token, fold bool) func(string, Text) Truth {
		return func(w string, t Text) Truth {
			if t.isNot(w) {
				return No
			}
			tokens, sure := r.expand(w, version)
			if read != nil && !strings.Contains(w, "${") {
				tokens = read(w)
			} else if read != nil {
				sure = false
			}
			if fold {
				tokens, t = folded(tokens), t.folded()
			}
			return certain(match(tokens, t), sure)
		}
	}
	arn := func(w string, t Text) Truth {
		if t.isNot(w) {
			return No
		}
		return r.matchARN(w, t, version, true)
	}
	switch operator {
	case "StringEquals", "BinaryEquals":
		return pattern(literal, false), false
	case "StringNotEquals":
		return pattern(literal, false), true
	case "StringEqualsIgnoreCase", "Bool":
		return pattern(literal, true), false
	case "StringNotEqualsIgnoreCase":
		return pattern(literal, true), true
	case "StringLike":
		return pattern(nil, false), false
	case "StringNotLike":
		return pattern(nil, false), true
	case "ArnEquals", "ArnLike":
		return arn, false
	case "ArnNotEquals", "ArnNotLike":
		return arn, true
	case "IpAddress":
		return exactly(inRange), false
	case "NotIpAddress":
		return exactly(inRange), true
	}
	if order, ok := strings.CutPrefix(operator, "Numeric"); ok {
		return ordered(order, number)
	}
	if order, ok := strings.CutPrefix(operator, "Date"); ok {
		return ordered(order, moment)
	}
	return nil, false
}

// exactly compares strings; what is not known exactly is not compared.
func exactly(compare func(word, value string) Truth) func(string, Text) Truth {
	return func(w string, t Text) Truth {
		if s, ok := t.exact(); ok {
			return compare(w, s)
		}
		return Unsure
	}
}

func inRange(word, value string) Truth {
	address, err := netip.ParseAddr(value)
	if err != nil {
		return Unsure
	}
	if !strings.Contains(word, "/") {
		single, err := netip.ParseAddr(word)
		if err != nil {
			return Unsure
		}
		return truth(single == address)
	}
	of, err := netip.ParsePrefix(word)
	if err != nil {
		return Unsure
	}
	return truth(of.Contains(address))
}

// ordered compares by size: what the word and the value read as.
func ordered(order string, read func(string) (float64, bool)) (compare func(string, Text) Truth, negated bool) {
	orders := map[string]func(value, word float64) bool{
		"Equals": func(v, w float64) bool { return v == w }, "NotEquals": func(v, w float64) bool { return v == w },
		"LessThan": func(v, w float64) bool { return v < w }, "LessThanEquals": func(v, w float64) bool { return v <= w },
		"GreaterThan": func(v, w float64) bool { return v > w }, "GreaterThanEquals": func(v, w float64) bool { return v >= w },
	}
	is := orders[order]
	if is == nil {
		return nil, false
	}
	return exactly(func(word, value string) Truth {
		w, okW := read(word)
		v, okV := read(value)
		if !okW || !okV {
			return Unsure
		}
		return truth(is(v, w))
	}), order == "NotEquals"
}

func number(s string) (float64, bool) {
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil
}

// moment reads a time as IAM's Date operators do: ISO 8601, or seconds since 1970.
func moment(s string) (float64, bool) {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04Z07:00", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return float64(t.UnixMilli()) / 1000, true
		}
	}
	return number(s)
}

// folded makes lower case of tokens.
func folded(tokens []token) []token {
	all := slices.Clone(tokens)
	for i, t := range all {
		if t.kind == char {
			all[i].r = []rune(strings.ToLower(string(t.r)))[0]
		}
	}
	return all
}

func (t Text) folded() Text {
	lower := func(words []string) []string {
		all := slices.Clone(words)
		for i, w := range all {
			all[i] = strings.ToLower(w)
		}
		return all
	}
	return Text{lower(t.parts), lower(t.but), t.notOf}
}
