package config

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// SchemaFile is the name of the schema that a drafted config points editors to,
// in the folder of the config.
const SchemaFile = "hardbook.schema.json"

// A Draft is a config file in the making: the commented example, with values
// given in place of its own. The zero Draft has none yet.
type Draft struct{ given map[string][]string }

// Set gives a key, such as "account.id", its value: one text as it would be
// typed, or the items of a list. Nothing is checked: for that, Parse the file.
// Set panics for a key that holds a group or a list of groups, or is none.
func (d *Draft) Set(key string, values ...string) {
	t := typeOf(key)
	if t != nil && t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t == nil || t.Kind() == reflect.Pointer || t.Kind() == reflect.Struct && t != reflect.TypeFor[Date]() {
		panic("config: no key to set: " + key)
	}
	given := map[string][]string{key: values}
	for k, v := range d.given { // a copy of a Draft stays as it was
		if k != key {
			given[k] = v
		}
	}
	d.given = given
}

// YAML is the file. A key that was not given has its default; where the
// example's own value is none, the line is switched off with a "#".
func (d Draft) YAML() []byte {
	lines := strings.Split(string(exampleYAML), "\n")
	d.edit(lines, exampleRoot(), "")
	top := []string{
		"# yaml-language-server: $schema=" + SchemaFile,
		"# (With that line many editors explain the keys. The file it names is what hardbook schema prints.)",
		`# A line such as "#owner: Jo Doe" is switched off: take the # away and put in your value.`,
		"#",
	}
	return []byte(strings.Join(append(top, lines...), "\n"))
}

// edit works through the keys of a mapping of the example.
func (d Draft) edit(lines []string, n *yaml.Node, parent string) {
	// The example's own; the test of Draft holds that the rest are defaults.
	own := []string{"account.id", "account.alias", "owner", "notify", "hardened_on", "admin.authenticator", "contacts"}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		key := join(parent, k.Value)
		values, given := d.given[key]
		switch {
		case given:
			line := []rune(lines[v.Line-1])
			lines[v.Line-1] = replace(string(line[:v.Column-1]), string(line[v.Column-1:]), source(key, values))
		case slices.Contains(own, key):
			for l := k.Line - 1; l < lastLine(v); l++ {
				indent := len(lines[l]) - len(strings.TrimLeft(lines[l], " "))
				indent = min(indent, k.Column-1) // what is in a group stays in it
				lines[l] = lines[l][:indent] + "#" + lines[l][indent:]
			}
		case v.Kind == yaml.MappingNode:
			d.edit(lines, v, key)
		}
	}
}

// replace is a line of the example with a new value in it. A comment behind
// the old one stays, and stays where it is if there is room.
func replace(before, old, value string) string {
	_, comment, ok := strings.Cut(old, " #")
	if !ok {
		return before + value
	}
	column := len(old) - len(comment) - 1
	return fmt.Sprintf("%s%-*s #%s", before, column-1, value, comment)
}

// lastLine is the line on which n ends, from 1.
func lastLine(n *yaml.Node) int {
	last := n.Line
	for _, c := range n.Content {
		last = max(last, lastLine(c))
	}
	return last
}

// source is values as YAML, on one line.
func source(key string, values []string) string {
	t, n := typeOf(key), yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
	scalar := func(t reflect.Type, s string) *yaml.Node {
		// What is not UTF-8 cannot be in a config. As a control character it is refused.
		c := &yaml.Node{Kind: yaml.ScalarNode, Value: strings.ToValidUTF8(s, "\x00")}
		if t.Kind() == reflect.String {
			c.Tag = "!!str" // for it to be quoted where it would read as something else
		}
		if strings.ContainsFunc(c.Value, unseen) {
			c.Style = yaml.DoubleQuotedStyle // or it would take several lines
		}
		return c
	}
	if t.Kind() != reflect.Slice {
		n = *scalar(t, strings.Join(values, ", "))
	} else if key == "account.regions" && slices.Equal(values, []string{"all"}) {
		n = *scalar(t.Elem(), "all")
	} else {
		for _, s := range values {
			n.Content = append(n.Content, scalar(t.Elem(), s))
		}
	}
	text, err := yaml.Marshal(&n)
	if err != nil {
		panic(err) // texts that are UTF-8 can always be written
	}
	return strings.TrimSuffix(string(text), "\n")
}

// typeOf is the type of a key such as "account.id"; nil for no key.
func typeOf(key string) reflect.Type {
	t := reflect.TypeFor[Config]()
	for name := range strings.SplitSeq(key, ".") {
		if t.Kind() != reflect.Struct || !slices.Contains(fields(t), name) {
			return nil
		}
		t = t.Field(slices.Index(fields(t), name)).Type
	}
	return t
}

// exampleRoot is the example as a tree of YAML.
func exampleRoot() *yaml.Node {
	var doc yaml.Node
	if err := yaml.Unmarshal(exampleYAML, &doc); err != nil {
		panic(err) // a test holds it valid
	}
	return doc.Content[0]
}
