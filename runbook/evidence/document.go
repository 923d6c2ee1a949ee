package evidence

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// Document is an IAM policy document, taken apart so that two can be compared
// by what they mean.
// Source: IAM User Guide, IAM JSON policy reference.
type Document struct{ Statements []Statement }

// Statement is one statement of a Document. Lists are as AWS gave them.
type Statement struct {
	Effect    string              // Allow or Deny
	Actions   []string            // Action, or NotAction with a "not " before each
	Resources []string            // Resource, or NotResource with a "not " before each
	Who       []string            // Principal or NotPrincipal: "AWS:arn…", "Service:sns.amazonaws.com", "*"
	Condition map[string][]string // "Bool aws:MultiFactorAuthPresent" to its values
}

// UnmarshalJSON reads a document in any form AWS gives it: an object (the aws
// command line), JSON in a string (SNS), or that percent-encoded (IAM's API).
func (d *Document) UnmarshalJSON(b []byte) error {
	var text string
	if json.Unmarshal(b, &text) == nil {
		if strings.HasPrefix(text, "%7B") {
			plain, err := url.PathUnescape(text)
			if err != nil {
				return fmt.Errorf("policy document: %w", err)
			}
			text = plain
		}
		b = []byte(text)
	}
	var raw struct{ Statement any }
	if err := json.Unmarshal(b, &raw); err != nil {
		return fmt.Errorf("policy document: %w", err)
	}
	d.Statements = nil
	for _, s := range values(raw.Statement) {
		members, ok := s.(map[string]any)
		if !ok {
			return fmt.Errorf("policy document: a statement is not an object")
		}
		d.Statements = append(d.Statements, readStatement(members))
	}
	if len(d.Statements) == 0 {
		return fmt.Errorf("policy document: no statement")
	}
	return nil
}

func readStatement(members map[string]any) Statement {
	s := Statement{Condition: map[string][]string{}}
	for name, value := range members {
		not := ""
		if strings.HasPrefix(name, "Not") {
			not = "not "
		}
		switch strings.TrimPrefix(name, "Not") {
		case "Sid":
		case "Effect":
			s.Effect = fmt.Sprint(value)
		case "Action":
			s.Actions = append(s.Actions, words(value, not)...)
		case "Resource":
			s.Resources = append(s.Resources, words(value, not)...)
		case "Principal":
			s.Who = append(s.Who, principals(value, not)...)
		case "Condition":
			operators, _ := value.(map[string]any)
			for operator, keys := range operators {
				tests, _ := keys.(map[string]any)
				for key, want := range tests {
					s.Condition[operator+" "+key] = words(want, "")
				}
			}
		default:
			// A member of a future grammar: keep it, so that the
			// statement differs from one without it.
			s.Condition[name] = []string{fmt.Sprint(value)}
		}
	}
	return s
}

// principals reads "*" or {"AWS": …, "Service": …}.
func principals(value any, not string) []string {
	kinds, ok := value.(map[string]any)
	if !ok {
		return words(value, not)
	}
	var who []string
	for kind, names := range kinds {
		who = append(who, words(names, not+kind+":")...)
	}
	return who
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

func words(v any, before string) []string {
	var out []string
	for _, x := range values(v) {
		out = append(out, before+fmt.Sprint(x))
	}
	return out
}

// grants is the document as a set: one effect on one action and resource for
// one principal under one condition. Order, grouping into statements, Sids,
// one-element lists and the case of actions make no difference in it.
func (d Document) grants() map[string]bool {
	set := map[string]bool{}
	for _, s := range d.Statements {
		var tests []string
		for test, want := range s.Condition {
			want = slices.Sorted(slices.Values(want))
			tests = append(tests, strings.ToLower(test)+" is "+strings.Join(want, " or "))
		}
		slices.Sort(tests)
		for _, action := range s.Actions {
			for _, resource := range orNone(s.Resources) {
				for _, who := range orNone(s.Who) {
					g := strings.ToLower(s.Effect) + " " + strings.ToLower(action)
					g += clause(" on ", resource) + clause(" to ", who) + clause(" if ", strings.Join(tests, " and "))
					set[g] = true
				}
			}
		}
	}
	return set
}

func orNone(list []string) []string {
	if len(list) == 0 {
		return []string{""}
	}
	return list
}

func clause(word, what string) string {
	if what == "" {
		return ""
	}
	return word + what
}

// Missing lists in words what want says and d does not, sorted.
func (d Document) Missing(want Document) []string {
	has := d.grants()
	var missing []string
	for g := range want.grants() {
		if !has[g] {
			missing = append(missing, g)
		}
	}
	slices.Sort(missing)
	return missing
}

// Equal reports whether both documents mean the same.
func (d Document) Equal(other Document) bool {
	return len(d.Missing(other)) == 0 && len(other.Missing(d)) == 0
}

// DenyOnly reports whether no statement of the document allows anything.
func (d Document) DenyOnly() bool {
	return !slices.ContainsFunc(d.Statements, func(s Statement) bool { return s.Effect != "Deny" })
}
