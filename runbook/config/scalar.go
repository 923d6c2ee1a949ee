package config

import (
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// plainNumber is one that YAML and people read alike.
var plainNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`)

// scalar reads one value: text, a number, true or false, a date or a time. It goes
// by the source text, because that is what the reader of the file sees: YAML
// takes 0365 for octal, 1_000 for a thousand and .inf for a number.
func (r *reader) scalar(n *yaml.Node, v reflect.Value, key string) {
	is := func(tags ...string) bool {
		for _, tag := range tags {
			if n.Kind == yaml.ScalarNode && n.ShortTag() == tag {
				return true
			}
		}
		return false
	}
	switch v.Interface().(type) {
	case Date:
		day, err := time.Parse(time.DateOnly, n.Value)
		if !is("!!timestamp", "!!str") || err != nil {
			r.wrongType(n, key, "a date", "write a day of the calendar as YYYY-MM-DD, such as 2026-11-21")
			return
		}
		v.Set(reflect.ValueOf(Date{day}))
	case time.Time:
		at, err := time.Parse(time.RFC3339, n.Value)
		if !is("!!timestamp", "!!str") || err != nil {
			r.wrongType(n, key, "a time", "write it as 2026-11-21T18:30:00Z, in UTC")
			return
		}
		v.Set(reflect.ValueOf(at.UTC()))
	case bool:
		if !is("!!bool") || n.Value != "true" && n.Value != "false" {
			r.wrongType(n, key, "true or false", "write true or false, without quotes")
			return
		}
		v.SetBool(n.Value == "true")
	case int:
		i, err := strconv.Atoi(n.Value)
		if !is("!!int") || err != nil || strconv.Itoa(i) != n.Value {
			r.wrongType(n, key, "a whole number", "write digits alone, without quotes or a leading zero")
			return
		}
		v.SetInt(int64(i))
	case float64:
		f, err := strconv.ParseFloat(n.Value, 64)
		if !is("!!int", "!!float") || err != nil || !plainNumber.MatchString(n.Value) {
			r.wrongType(n, key, "a number", "write a plain number without quotes, such as 50 or 12.50")
			return
		}
		v.SetFloat(f)
	default: // string, or a type made of it
		// Ids and phone numbers are made of digits and yet text: their source
		// text counts, so that no leading zero or plus is lost.
		digits := is("!!int", "!!float") && takesDigits(key)
		if !is("!!str") && !digits {
			r.wrongType(n, key, "text", "put quotes around it")
			return
		}
		v.SetString(n.Value)
	}
}

// takesDigits tells whether a text may stand in the file as a bare number.
func takesDigits(key string) bool {
	return key == "account.id" || key == "log_archive" || strings.HasSuffix(key, ".phone")
}

// wrongType reports that n is not what its key wants.
func (r *reader) wrongType(n *yaml.Node, key, want, hint string) {
	value, what := "", "is not "+want
	switch n.Kind {
	case yaml.ScalarNode:
		value = quoted(n.Value)
	case yaml.SequenceNode:
		what = "a list is not " + want
	case yaml.MappingNode:
		what = "a group of keys is not " + want
	}
	r.report(n.Line, key, value, what, hint)
	r.broken[key] = true // also of the file as a whole: nothing in it was read
}
