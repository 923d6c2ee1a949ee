package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

// bySchema is what an editor finds wrong with a config, by the schema and what
// it reads of YAML.
func bySchema(t *testing.T, text string) error {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	s, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err == nil {
		err = compiler.AddResource(SchemaFile, s)
	}
	if err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile(SchemaFile)
	if err != nil {
		t.Fatal(err)
	}
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(strings.TrimPrefix(text, "\ufeff")), &doc); err != nil {
		return err
	}
	if doc.Kind == 0 {
		return errors.New("empty")
	}
	undated(&doc)
	var value any
	if err := doc.Decode(&value); err != nil {
		return err
	}
	raw, err := json.Marshal(value)
	if err != nil {
		return err
	}
	instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return compiled.Validate(instance)
}

// undated makes texts of dates, as editors do: their YAML has no dates.
func undated(n *yaml.Node) {
	if n.Kind == yaml.ScalarNode && n.ShortTag() == "!!timestamp" {
		n.Tag = "!!str"
	}
	for _, c := range n.Content {
		undated(c)
	}
}

// onlyParseSees tells whether a problem of a file is one that a schema cannot know.
func onlyParseSees(file string, p Problem) bool {
	parts := []string{
		"anchors", "tags are", "merge keys", "a second YAML document", "6: this is not YAML: did not find expected node content", // an editor reads YAML first
		`"1.0" is not a whole`, `"01" is not a whole`, `"0o555"`, `"0x16d"`, `"3_65"`, `"1e3"`, `"010"`, `"TRUE"`, // spelled otherwise, they are the same value
		`owner: "2026-11-21"`,                // YAML in editors has no dates
		"id: 12345", `"0x19DEB9A5C5" is not`, // digits without quotes: their number is not known any more
		"before there was AWS", "more than two decimals", "AWS does not take for a contact", `"+" is not a phone`, `notify[0]: "aaaaaaaaaaaa`,
		"not in account.regions", "A@Example.com", "skip[1].id: ", "is this account itself", // two values at once
	}
	return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(p.String()+"\n"+file, part) })
}

// TestSchemaHasEveryKey: the schema and Config know the same keys, and those
// of the example are explained.
func TestSchemaHasEveryKey(t *testing.T) {
	var root map[string]any
	if err := json.Unmarshal(Schema(), &root); err != nil {
		t.Fatal(err)
	}
	var found []string
	var walk func(s map[string]any, key string)
	walk = func(s map[string]any, key string) {
		properties, _ := s["properties"].(map[string]any)
		for name, p := range properties {
			found = append(found, join(key, name))
			walk(p.(map[string]any), join(key, name))
			top := key == "" || key == "account" || key == "admin" || key == "billing"
			if words, _ := p.(map[string]any)["description"].(string); top && len(words) < 10 && name != "version" && name != "account" {
				t.Errorf("%s is not explained: %q", join(key, name), words)
			}
		}
		if items, ok := s["items"].(map[string]any); ok {
			walk(items, key+"[]")
		}
	}
	walk(root, "")
	want := paths(reflect.TypeFor[Config](), "")
	slices.Sort(found)
	slices.Sort(want)
	same(t, "keys", found, want)
}

// TestLimitsAreOfKeys: no limit is on a key that is none, where no rule and no
// schema would ask for it.
func TestLimitsAreOfKeys(t *testing.T) {
	for key := range limits() {
		if !slices.Contains(paths(reflect.TypeFor[Config](), ""), strings.TrimSuffix(key, "[]")) {
			t.Errorf("no key %s", key)
		}
	}
}
