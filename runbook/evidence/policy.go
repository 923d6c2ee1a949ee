package evidence

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"hardbook/runbook/config"
)

// ReadPolicy is the least-privilege IAM policy for the calls: exactly their
// actions, each limited to the resources that IAM can limit it to. It is
// indented JSON, the same bytes for the same calls.
func ReadPolicy(cfg config.Config, calls []Call) []byte {
	grants := Grants{}
	for _, c := range calls {
		if c.Action != "" {
			grants.Add(cfg, c.Action, c.Narrow)
		}
	}
	return grants.Policy()
}

// Grants are IAM actions, each with the resources that it is allowed on.
type Grants map[string][]string

// Add allows an action on the resources that narrow names, beside those it is
// allowed on already; nil means every resource.
func (g Grants) Add(cfg config.Config, action string, narrow func(config.Config) []string) {
	resources := []string{"*"}
	if narrow != nil && !slices.Contains(g[action], "*") {
		resources = append(narrow(cfg), g[action]...)
	}
	slices.Sort(resources)
	g[action] = slices.Compact(resources)
}

// Policy is the document that allows exactly the grants: indented JSON, the
// same bytes for the same grants. Actions on the same resources share a
// statement.
func (g Grants) Policy() []byte {
	byResource := map[string][]string{} // resources, joined, to actions
	for _, action := range slices.Sorted(maps.Keys(g)) {
		key := strings.Join(g[action], "\n")
		byResource[key] = append(byResource[key], action)
	}
	type statement struct {
		Effect   string
		Action   []string
		Resource []string
	}
	var document struct {
		Version   string
		Statement []statement
	}
	document.Version = "2012-10-17"
	for _, key := range slices.Sorted(maps.Keys(byResource)) {
		document.Statement = append(document.Statement, statement{"Allow", byResource[key], strings.Split(key, "\n")})
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(document); err != nil {
		panic(err) // strings and lists of strings always encode
	}
	return out.Bytes()
}
