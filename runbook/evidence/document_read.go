package evidence

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
)

// UnmarshalJSON reads a document in any form AWS gives it: an object (the aws
// command line), JSON in a string (SNS), or that percent-encoded (IAM's API).
// A document that AWS would not have taken is Unread, and no error: it spoils
// nothing but what hangs on it.
func (d *Document) UnmarshalJSON(b []byte) error {
	var text string
	if json.Unmarshal(b, &text) == nil {
		if !strings.HasPrefix(strings.TrimSpace(text), "{") {
			plain, err := url.PathUnescape(text)
			if err != nil {
				*d = Document{Unread: err}
				return nil
			}
			text = plain
		}
		b = []byte(text)
	}
	read, err := readDocument(b)
	if err != nil {
		read = Document{Unread: err}
	}
	*d = read
	return nil
}

func readDocument(b []byte) (Document, error) {
	var d Document
	raw, err := strictJSON(b)
	if err != nil && json.Valid(b) && size(b) <= maxParts {
		raw, err = decodeJSON(b, true)
	}
	if err != nil {
		return d, err
	}
	members, ok := raw.(map[string]any)
	if !ok || members[twice] != nil {
		return d, errors.New("it is not an object that names each member once")
	}
	if version, ok := members["Version"]; ok {
		if d.Version, ok = version.(string); !ok {
			return d, errors.New("its Version is not a string")
		}
	}
	for _, s := range values(members["Statement"]) {
		members, ok := s.(map[string]any)
		if !ok {
			return d, errors.New("a statement is not an object")
		}
		statement, err := readStatement(members)
		if err != nil {
			return d, err
		}
		d.Statements = append(d.Statements, statement)
	}
	if len(d.Statements) == 0 {
		return d, errors.New("no statement")
	}
	return d, nil
}

func readStatement(members map[string]any) (Statement, error) {
	s := Statement{Condition: map[string][]string{}}
	var wrong []error
	into := func(list *[]string, value any, not string, read func(any, string) ([]string, error)) {
		if *list != nil {
			wrong = append(wrong, errors.New("a statement has a member and its Not form"))
		}
		entries, err := read(value, not)
		wrong = append(wrong, err)
		switch isNot := func(s string) bool { return strings.HasPrefix(s, "not ") }; {
		case not == "" && slices.ContainsFunc(entries, isNot):
			wrong = append(wrong, errors.New("a statement names something that cannot be"))
		case not != "" && len(entries) == 0:
			entries = []string{not} // nothing is left out
		}
		*list = entries
	}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		value, not := members[name], ""
		if strings.HasPrefix(name, "Not") {
			not = "not "
		}
		switch name {
		case twice:
			wrong = append(wrong, errors.New("a statement names a member twice"))
		case "Sid":
		case "Effect":
			s.Effect, _ = value.(string)
		case "Action", "NotAction":
			into(&s.Actions, value, not, words)
		case "Resource", "NotResource":
			into(&s.Resources, value, not, words)
		case "Principal", "NotPrincipal":
			into(&s.Who, value, not, principals)
		case "Condition":
			wrong = append(wrong, readCondition(&s, value))
		default:
			// A member of a future grammar: keep it, so that the
			// statement differs from one without it.
			text, err := json.Marshal(value)
			wrong = append(wrong, err)
			s.Condition["member "+name] = []string{string(text)}
		}
	}
	if s.Effect != "Allow" && s.Effect != "Deny" {
		wrong = append(wrong, errors.New("a statement's Effect is neither Allow nor Deny"))
	}
	if s.Actions == nil {
		wrong = append(wrong, errors.New("a statement has no Action"))
	}
	return s, errors.Join(wrong...)
}

// readCondition reads {"Bool": {"aws:MultiFactorAuthPresent": "true"}}. What is
// there twice is kept as the aws command keeps it, the last one, and noted: IAM's
// documentation does not say which of the two it weighs.
func readCondition(s *Statement, value any) error {
	operators, ok := value.(map[string]any)
	if !ok {
		return errors.New("a Condition is not an object")
	}
	for operator, keys := range operators {
		if operator == twice {
			s.Unsure = true
			continue
		}
		tests, ok := keys.(map[string]any)
		if !ok || strings.Contains(operator, " ") {
			return fmt.Errorf("the Condition %q is not an object of tests", operator)
		}
		for key, want := range tests {
			if key == twice {
				s.Unsure = true
				continue
			}
			values, err := words(want, "")
			if err != nil {
				return err
			}
			s.Condition[operator+" "+key] = values
		}
	}
	return nil
}

// principals reads "*" or {"AWS": …, "Service": …}.
func principals(value any, not string) ([]string, error) {
	kinds, ok := value.(map[string]any)
	if !ok {
		return words(value, not)
	}
	who := []string{}
	for kind, names := range kinds {
		of, err := words(names, not+kind+":")
		if err != nil {
			return nil, err
		}
		who = append(who, of...)
	}
	return who, nil
}

// values is a value that may stand alone or in a list, as a list.
func values(v any) []any {
	if list, ok := v.([]any); ok {
		return list
	}
	if v == nil {
		return nil
	}
	return []any{v}
}

// words reads one word or a list of them, and puts before in front of each.
// Numbers and true and false are words too, as in AWS's own grammar.
func words(v any, before string) ([]string, error) {
	if v == nil {
		return nil, errors.New("a value is null")
	}
	out := []string{}
	for _, x := range values(v) {
		switch x.(type) {
		case string, json.Number, bool:
			out = append(out, before+fmt.Sprint(x))
		default:
			return nil, errors.New("a value is not a word")
		}
	}
	return out, nil
}
