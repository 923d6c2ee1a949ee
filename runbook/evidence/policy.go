package evidence

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"hardbook/runbook/config"
	"hardbook/runbook/quote"
)

// ReadPolicy is the least-privilege IAM policy for the calls: exactly their
// actions, each limited to the resources that IAM can limit it to. It is
// indented JSON, the same bytes for the same calls.
func ReadPolicy(cfg config.Config, calls []Call) []byte {
	grants := Grants{}
	for _, c := range calls {
		if c.Action != "" {
			grants.Add(cfg, c.Action, c.Narrow, nil)
		}
	}
	return grants.Policy()
}

// A Condition is what a request must have, as IAM writes it: operator, key,
// values.
type Condition map[string]map[string]Values

// Values is a list that stands without brackets where it has one value: IAM takes
// both, and counts each character.
type Values []string

// MarshalJSON writes it so.
func (v Values) MarshalJSON() ([]byte, error) {
	if len(v) == 1 {
		return inline(v[0]), nil
	}
	return inline([]string(v)), nil
}

// UnmarshalJSON reads either form.
func (v *Values) UnmarshalJSON(b []byte) error {
	if bytes.HasPrefix(b, []byte("[")) {
		return json.Unmarshal(b, (*[]string)(v))
	}
	*v = make(Values, 1)
	return json.Unmarshal(b, &(*v)[0])
}

// When is a condition that follows from the config.
type When func(config.Config) Condition

// Grants are IAM actions, each with the resources that it is allowed on, by the
// condition under which it is: "" where there is none.
type Grants map[string]map[string][]string

// Add allows an action on the resources that narrow names, beside those it is
// allowed on already; nil means every resource. What is allowed under a condition
// is beside what is allowed without one.
func (g Grants) Add(cfg config.Config, action string, narrow func(config.Config) []string, when When) {
	condition := ""
	if when != nil {
		condition = string(inline(when(cfg)))
	}
	if g[action] == nil {
		g[action] = map[string][]string{}
	}
	has := g[action][condition]
	resources := []string{"*"}
	if narrow != nil && !slices.Contains(has, "*") {
		resources = append(narrow(cfg), has...)
	}
	slices.Sort(resources)
	g[action][condition] = slices.Compact(resources)
}

// Without are the grants that others do not give already.
func (g Grants) Without(others Grants) Grants {
	rest := Grants{}
	for action, conditions := range g {
		for condition, resources := range conditions {
			resources = slices.DeleteFunc(slices.Clone(resources), func(r string) bool {
				has := others[action][condition]
				return slices.Contains(has, r) || slices.Contains(has, "*")
			})
			if len(resources) == 0 {
				continue
			}
			if rest[action] == nil {
				rest[action] = map[string][]string{}
			}
			rest[action][condition] = resources
		}
	}
	return rest
}

// Policy is the document that allows exactly the grants: indented JSON, the
// same bytes for the same grants. Actions on the same resources and under the
// same condition share a statement.
func (g Grants) Policy() []byte {
	together := map[string][]string{} // resources and condition, joined, to actions
	for _, action := range slices.Sorted(maps.Keys(g)) {
		for condition, resources := range g[action] {
			key := strings.Join(append(slices.Clone(resources), condition), "\n")
			together[key] = append(together[key], action)
		}
	}
	type statement struct {
		Effect    string
		Action    Values
		Resource  Values
		Condition json.RawMessage `json:",omitempty"`
	}
	var document struct {
		Version   string
		Statement []statement
	}
	document.Version = "2012-10-17"
	for _, key := range slices.Sorted(maps.Keys(together)) {
		parts := strings.Split(key, "\n")
		last := len(parts) - 1
		document.Statement = append(document.Statement, statement{"Allow", together[key], parts[:last], json.RawMessage(parts[last])})
	}
	var out bytes.Buffer
	if err := json.Indent(&out, inline(document), "", "  "); err != nil {
		panic(err) // it was written a moment ago
	}
	return append(out.Bytes(), '\n')
}

// inline is a value as JSON in one line, the same bytes for the same value, in which
// <, > and & stand as they are.
func inline(v any) []byte {
	text, err := quote.JSON(v, "")
	if err != nil {
		panic(err) // strings, lists of strings and maps of them always encode
	}
	return bytes.TrimSpace(text)
}
