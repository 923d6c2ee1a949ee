package config

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// A reader fills a Config from a YAML tree and collects what is wrong with
// it. It goes by the structs' yaml tags, so that a new field needs no code
// here, and is stricter than the YAML library: that one lets a number stand
// for text, reads 0365 as octal, and stops at the first error.
type reader struct {
	file     string
	form     Form
	limits   map[string]limit // by key, "[]" for the items of a list
	places   map[string]place // by key
	broken   map[string]bool  // keys with a problem: no rule speaks up about them again
	problems []Problem
}

// A place is where a key stands in the file.
type place struct {
	line  int
	value string // the scalar there, quoted; "" for anything else
	null  bool   // the key is there, a value is not: the same as no key
}

func newReader(file string) *reader {
	return &reader{file: printable(file), form: configForm(), limits: limits(), places: map[string]place{}, broken: map[string]bool{}}
}

// report collects a problem, up to many times what is shown: a file that is no
// config at all could have one a byte.
func (r *reader) report(line int, key, value, what, hint string) {
	if key != "" {
		r.broken[key] = true
	}
	if len(r.problems) >= 40*maxProblems {
		return
	}
	r.problems = append(r.problems, Problem{File: r.file, Line: line, Key: key, Value: value, What: what, Hint: hint})
}

// read sets v to what n holds. A null leaves v as it is: at its default.
func (r *reader) read(n *yaml.Node, v reflect.Value, key string) {
	switch {
	case n.Kind == yaml.AliasNode, n.Style&yaml.TaggedStyle != 0:
		r.broken[key] = true // refuse has reported it
	case n.ShortTag() == "!!null":
		r.places[key] = place{line: r.line(key), null: true}
	case v.Type() == reflect.TypeFor[Date](), v.Type() == reflect.TypeFor[time.Time](), v.Kind() == reflect.Bool, v.Kind() == reflect.String,
		v.Kind() == reflect.Int, v.Kind() == reflect.Float64:
		r.scalar(n, v, key)
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		r.read(n, v.Elem(), key)
	case v.Kind() == reflect.Struct:
		r.mapping(n, v, key)
	case v.Kind() == reflect.Slice:
		r.list(n, v, key)
	default:
		panic(fmt.Sprintf("config: no way to read a %s", v.Type()))
	}
}

// mapping reads the keys of n into the fields of the struct v.
func (r *reader) mapping(n *yaml.Node, v reflect.Value, key string) {
	known := fields(v.Type())
	if n.Kind != yaml.MappingNode {
		r.wrongType(n, key, "a group of keys", "write its keys below it, indented: "+strings.Join(known, ", "))
		return
	}
	first, unknown := map[string]int{}, 0
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, child := n.Content[i], n.Content[i+1]
		if k.Kind != yaml.ScalarNode || k.ShortTag() == "!!merge" {
			continue // refuse has reported it
		}
		path := join(key, k.Value)
		field := slices.Index(known, k.Value)
		switch {
		case field < 0:
			if unknown++; unknown > maxProblems+1 {
				continue // nobody reads on, and guessing takes time
			}
			r.report(k.Line, path, "", "no such key", unknownHint(r.form.like, key, k.Value, known))
		case first[path] > 0:
			r.report(k.Line, path, "", "the key is here twice", fmt.Sprintf("line %d has it already: keep one of them", first[path]))
		default:
			first[path] = k.Line
			r.put(path, k.Line, child)
			r.read(child, v.Field(field), path)
		}
	}
}

// list reads the items of n into the slice v.
func (r *reader) list(n *yaml.Node, v reflect.Value, key string) {
	if n.Kind != yaml.SequenceNode {
		hint := "write a list in brackets, such as [one, two]"
		if key == "account.regions" {
			if n.Kind == yaml.ScalarNode && n.Value == "all" {
				return // no list: found out at run time
			}
			hint = "write all, or a list in brackets, such as [us-east-1, eu-west-1]"
		}
		r.wrongType(n, key, "a list", hint)
		return
	}
	if len(n.Content) > 5000 { // more than any list may have; to read on takes memory
		r.report(n.Line, key, "", fmt.Sprintf("the list has %d items", len(n.Content)), "write far fewer: is this the right file?")
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	for i, item := range n.Content {
		path := fmt.Sprintf("%s[%d]", key, i)
		r.put(path, item.Line, item)
		if item.ShortTag() == "!!null" {
			r.report(item.Line, path, "", "the item is empty", "write something or remove it")
			continue
		}
		r.read(item, v.Index(i), path)
	}
}

// put notes where a key stands, and what it holds.
func (r *reader) put(key string, line int, n *yaml.Node) {
	p := place{line: line}
	if n.Kind == yaml.ScalarNode {
		p.value = quoted(n.Value)
	}
	r.places[key] = p
}

// line is where key stands in the file, or else the key around it.
func (r *reader) line(key string) int {
	for ; key != ""; key = outer(key) {
		if p, ok := r.places[key]; ok {
			return p.line
		}
	}
	return 1
}

// outer is the key around key: "a.b" for "a.b.c" or "a.b[0]".
func outer(key string) string {
	return key[:max(0, strings.LastIndexAny(key, ".["))]
}

// fields is the yaml keys of a struct, in order of its fields.
func fields(t reflect.Type) []string {
	var keys []string
	for i := range t.NumField() {
		keys = append(keys, t.Field(i).Tag.Get("yaml"))
	}
	return keys
}
