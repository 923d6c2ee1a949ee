package config

import (
	"fmt"
	"reflect"
	"strings"
	"time"
)

// unknownHint guesses what was meant by the key name below parent, whose
// known keys are given: a key that stands elsewhere in such a file, or a slip of
// the pen.
func unknownHint(file reflect.Type, parent, name string, known []string) string {
	var around []string
	for _, path := range paths(file, "") {
		switch {
		case path == name && parent != "":
			return fmt.Sprintf("%s stands at the left margin, not inside %s", name, parent)
		case path == name:
			return fmt.Sprintf("write %s inside %s, indented", strings.TrimPrefix(path, outer(path)+"."), outer(path))
		case strings.HasSuffix(path, "."+name):
			around = append(around, outer(path))
		}
	}
	if len(around) > 0 {
		return fmt.Sprintf("%s stands inside %s", name, strings.Join(around, " or "))
	}
	if best := Nearest(name, known); best != "" {
		return fmt.Sprintf("did you mean %s?", join(parent, best))
	}
	return "the keys here are: " + strings.Join(known, ", ")
}

// Nearest is the one of the known names that name may have been meant to be, ""
// where none is like it.
func Nearest(name string, known []string) string {
	best, distance := "", len(name)/3+2
	if len(name) > 40 { // nothing is named like that, and comparing takes time
		return ""
	}
	for _, k := range known {
		if d := edits(strings.ToLower(name), k); d < distance {
			best, distance = k, d
		}
	}
	return best
}

// paths is every key that a config can have, such as "contacts.billing.name".
func paths(t reflect.Type, parent string) []string {
	switch {
	case t == reflect.TypeFor[Date](), t == reflect.TypeFor[time.Time]():
		return nil
	case t.Kind() == reflect.Pointer:
		return paths(t.Elem(), parent)
	case t.Kind() == reflect.Slice:
		return paths(t.Elem(), parent+"[]")
	case t.Kind() != reflect.Struct:
		return nil
	}
	var all []string
	for i, key := range fields(t) {
		path := join(parent, key)
		all = append(all, path)
		all = append(all, paths(t.Field(i).Type, path)...)
	}
	return all
}

// edits is the Levenshtein distance: how many letters to add, drop or change.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
