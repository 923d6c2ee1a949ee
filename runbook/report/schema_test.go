package report

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/evidence"
	"hardbook/runbook/verify"
)

const published = "../../docs/verify.schema.json"

// TestJSONFitsItsSchema: whatever verify says fits the published schema.
func TestJSONFitsItsSchema(t *testing.T) {
	s := schema(t, published)
	for _, v := range append(hostile(), "x") {
		if err := fits(t, s, written(t, "json", first(each(v)), Guide{})); err != nil {
			t.Errorf("%q: %v", v, err)
		}
	}
	if err := fits(t, s, written(t, "json", first(realReport(t)), Guide{})); err != nil {
		t.Error(err)
	}
}

func first(r verify.Report, _ Guide) verify.Report { return r }

// TestSchemaRefuses: what is no report does not fit.
func TestSchemaRefuses(t *testing.T) {
	s, good := schema(t, published), written(t, "json", first(each("x")), Guide{})
	for old, with := range map[string]string{
		`"status": "todo"`:                      `"status": "to do"`,
		`"kind": "denied"`:                      `"kind": "angry"`,
		`"throttled"`:                           `"tired"`,
		`"was": "done"`:                         `"was": "maybe"`,
		`"schema": "hardbook/verify/v1"`:        `"schema": "hardbook/verify/v2"`,
		`"account": "111122223333"`:             `"account": "1111-2222-3333"`,
		`"account"`:                             `"acount"`,
		`"checkedAt": "2026-11-22T10:00:00Z"`:   `"checkedAt": "today"`,
		`"collectedAt": "2026-11-22T10:00:00Z"`: `"collectedAt": "2026-11-22"`,
		`"kind": "evidence"`:                    `"kind": "hearsay"`,
		`"identity"`:                            `"who"`,
		`"ok": true`:                            `"ok": "yes"`,
		`"resource"`:                            `"thing"`,
		`"missing": [`:                          `"absent": [`,
		`"phase": "root"`:                       `"phase": "roots"`,
		`"id": "step-done"`:                     `"id": "Step done"`,
		`"waiting": 1`:                          `"waiting": -1`,
		`"skipped": 1`:                          `"skiped": 1`,
		`"requests": 0`:                         `"requests": "none"`,
		`"seconds"`:                             `"minutes"`,
	} {
		if err := fits(t, s, replaced(t, good, old, with)); err == nil {
			t.Errorf("with %s it fits", with)
		}
	}
}

// node is as much of a JSON Schema as the tests look into.
type node struct {
	Ref        string          `json:"$ref"`
	Properties map[string]node `json:"properties"`
	Required   []string        `json:"required"`
	Items      *node           `json:"items"`
	Enum       []string        `json:"enum"`
	Defs       map[string]node `json:"$defs"`
}

// TestSchemaIsWhole: the schema has every member of a report, every status and
// every chapter, and no other.
func TestSchemaIsWhole(t *testing.T) {
	raw, err := os.ReadFile(published)
	if err != nil {
		t.Fatal(err)
	}
	var root node
	if err := json.Unmarshal(raw, &root); err != nil {
		t.Fatal(err)
	}
	resolve := func(n node) node {
		if name, ok := strings.CutPrefix(n.Ref, "#/$defs/"); ok {
			return root.Defs[name]
		}
		return n
	}
	var compare func(reflect.Type, node)
	compare = func(of reflect.Type, n node) {
		n = resolve(n)
		if len(n.Properties) != of.NumField() {
			t.Errorf("%s has %d members, in the schema %d", of, of.NumField(), len(n.Properties))
		}
		for f := range of.Fields() {
			name, option, _ := strings.Cut(f.Tag.Get("json"), ",")
			member, ok := n.Properties[name]
			if !ok || slices.Contains(n.Required, name) != (option == "") {
				t.Errorf("%s: the schema has no member %q, or requires it and should not", of, name)
			}
			inner := f.Type
			if inner.Kind() == reflect.Slice && member.Items != nil {
				inner, member = inner.Elem(), *member.Items
			}
			if inner.Kind() == reflect.Struct && inner.PkgPath() == of.PkgPath() {
				compare(inner, member)
			}
			if inner == reflect.TypeFor[runbook.Status]() && resolve(member).Enum == nil {
				t.Errorf("%s: %s may be any text", of, name)
			}
		}
	}
	compare(reflect.TypeFor[verify.Report](), root)
	var statuses, phases []string
	for _, s := range runbook.Statuses() {
		statuses = append(statuses, string(s))
	}
	for p := runbook.Root; p.String() != ""; p++ {
		phases = append(phases, p.String())
	}
	var kinds []string
	for _, k := range evidence.Kinds() {
		kinds = append(kinds, k.String())
	}
	for name, c := range map[string][2][]string{
		"kinds": {root.Defs["kind"].Enum, kinds}, "statuses": {root.Defs["status"].Enum, statuses}, "summary": {root.Properties["summary"].Required, statuses},
		"chapters": {root.Defs["step"].Properties["phase"].Enum, phases},
	} {
		if !slices.Equal(c[0], c[1]) {
			t.Errorf("%s: the schema has %v, hardbook %v", name, c[0], c[1])
		}
	}
}
