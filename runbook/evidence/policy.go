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
	byResource := map[string][]string{} // resources, joined, to actions
	for _, c := range Unique(calls) {
		if c.Action == "" {
			continue
		}
		resources := []string{"*"}
		if c.Narrow != nil {
			resources = c.Narrow(cfg)
		}
		key := strings.Join(resources, "\n")
		byResource[key] = append(byResource[key], c.Action)
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
		actions := slices.Sorted(slices.Values(byResource[key]))
		document.Statement = append(document.Statement, statement{"Allow", slices.Compact(actions), strings.Split(key, "\n")})
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
