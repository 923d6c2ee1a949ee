package config

import (
	"fmt"

	"go.yaml.in/yaml/v3"
)

// refuse reports the parts of YAML that no config needs: anchors, aliases
// and merge keys (a few lines of them can stand for gigabytes, and make a
// value stand elsewhere than where it is read), tags, and deep nesting.
func (r *reader) refuse(n *yaml.Node, key string, depth int) {
	const deepest = 8 // twice what a config needs
	const plainly = "write the value out in each place"
	switch {
	case n.Kind == yaml.AliasNode:
		r.report(n.Line, key, quoted("*"+n.Value), "YAML aliases are not supported", plainly)
	case n.Anchor != "":
		r.report(n.Line, key, quoted("&"+n.Anchor), "YAML anchors are not supported", plainly)
	case n.Style&yaml.TaggedStyle != 0:
		r.report(n.Line, key, quoted(n.Tag), "YAML tags are not supported", "remove the tag; quotes make text of a value")
	case depth > deepest:
		r.report(n.Line, key, "", "nested too deep", r.form.What+" has three levels of keys at most")
		return
	}
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			k, child := n.Content[i], n.Content[i+1]
			path := key
			switch {
			case k.Kind == yaml.ScalarNode && k.ShortTag() == "!!merge":
				r.report(k.Line, join(key, k.Value), "", "YAML merge keys are not supported", plainly)
			case k.Kind == yaml.ScalarNode:
				path = join(key, k.Value)
			case k.Kind != yaml.AliasNode:
				r.report(k.Line, key, "", "a list or a group stands where a key should", "a key is one word")
			}
			r.refuse(k, path, depth+1)
			r.refuse(child, path, depth+1)
		}
	case yaml.SequenceNode:
		for i, item := range n.Content {
			r.refuse(item, fmt.Sprintf("%s[%d]", key, i), depth+1)
		}
	}
}
