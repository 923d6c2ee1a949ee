package config

import (
	"reflect"
	"regexp"
	"strings"

	"hardbook/runbook/quote"

	"go.yaml.in/yaml/v3"
)

// Schema is the JSON Schema of hardbook.yaml, for editors: types from Config,
// limits from the rules, words from the comments of the example. It takes
// every config that Parse takes, and refuses most of the rest: what hangs on
// two keys at once, only Parse sees.
func Schema() []byte {
	words := map[string]string{}
	comments(words, exampleRoot(), "")
	s := schemer{limits: limits(), words: words}
	root := s.of(reflect.ValueOf(defaults()), "")
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = "hardbook.yaml"
	// What stands above the first key is about the file.
	root["description"] = words["version"]
	delete(root["properties"].(schema)["version"].(schema), "description")
	text, err := quote.JSON(root, "  ")
	if err != nil {
		panic(err) // texts and numbers can always be written
	}
	return text
}

// A schema is one of JSON Schema, of the file or of a value in it.
type schema map[string]any

type schemer struct {
	limits map[string]limit
	words  map[string]string // by key
}

// of is the schema of a key, whose default is v.
func (s schemer) of(v reflect.Value, key string) schema {
	out, l := schema{}, s.limits[key]
	switch v.Interface().(type) {
	case Date:
		out["type"], out["format"], out["pattern"] = "string", "date", `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`
	case bool:
		out["type"], out["default"] = "boolean", v.Bool()
	case int:
		out["type"] = "integer"
	case float64:
		out["type"], out["exclusiveMinimum"], out["maximum"] = "number", 0, l.upTo
	default:
		switch v.Kind() {
		case reflect.Pointer:
			out = s.object(reflect.Zero(v.Type().Elem()), key)
		case reflect.Struct:
			out = s.object(v, key)
		case reflect.Slice:
			out = s.list(v, key)
		default:
			text(out, l)
			if takesDigits(key) {
				out["type"] = []string{"string", "integer"}
			}
		}
	}
	if l.one != nil {
		delete(out, "type")
		out["enum"] = l.one
	}
	if v.Kind() != reflect.Struct && !v.IsZero() {
		out["default"] = v.Interface()
	}
	if !s.required(v, key) && !strings.HasSuffix(key, "[]") {
		orNull(out)
	}
	if s.words[key] != "" {
		out["description"] = s.words[key]
	}
	return out
}

// text is the limits of a text.
func text(out schema, l limit) {
	out["type"] = "string"
	if l.form != "" {
		out["pattern"] = l.form
	} else if l.least > 0 {
		out["pattern"] = `\S` // spaces alone say nothing
	}
	if l.not != "" {
		out["not"] = schema{"type": "string", "pattern": l.not}
	}
	if l.least > 0 {
		out["minLength"] = l.least
	}
	if l.most > 0 {
		out["maxLength"] = l.most
	}
}

// list is a list without repetitions, or, of Regions, the word all.
func (s schemer) list(v reflect.Value, key string) schema {
	l := s.limits[key]
	out := schema{"type": "array", "items": s.of(reflect.Zero(v.Type().Elem()), key+"[]"), "uniqueItems": true, "minItems": l.least, "maxItems": l.most}
	if key == "account.regions" {
		out = schema{"anyOf": []schema{{"const": "all"}, out}, "default": "all"}
	}
	return out
}

// object is a group of keys, and no others.
func (s schemer) object(v reflect.Value, key string) schema {
	properties, required := schema{}, []string{}
	for i, name := range fields(v.Type()) {
		path := join(key, name)
		properties[name] = s.of(v.Field(i), path)
		if s.required(v.Field(i), path) {
			required = append(required, name)
		}
	}
	out := schema{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		out["required"] = required
	}
	return out
}

// required tells whether a key must be there: itself, or for one inside.
func (s schemer) required(v reflect.Value, key string) bool {
	if v.Kind() == reflect.Struct && v.Type() != reflect.TypeFor[Date]() {
		for i, name := range fields(v.Type()) {
			if s.required(v.Field(i), join(key, name)) {
				return true
			}
		}
	}
	return s.limits[key].required
}

// orNull takes in a key without a value, which has its default.
func orNull(out schema) {
	switch t := out["type"].(type) {
	case string:
		out["type"] = []string{t, "null"}
	case []string:
		out["type"] = append(t, "null")
	}
	if one, ok := out["enum"].([]any); ok {
		out["enum"] = append(one[:len(one):len(one)], nil)
	}
	if others, ok := out["anyOf"].([]schema); ok {
		out["anyOf"] = append(others, schema{"type": "null"})
	}
}

// commentMark is what begins a line of a comment.
var commentMark = regexp.MustCompile(`(?m)^# ?`)

// comments collects what the comments of the example say of each key.
func comments(words map[string]string, n *yaml.Node, parent string) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		key := join(parent, k.Value)
		words[key] = commentMark.ReplaceAllString(k.HeadComment+v.LineComment, "")
		if v.Kind == yaml.MappingNode {
			comments(words, v, key)
		}
	}
}
