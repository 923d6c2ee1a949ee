package attested

import (
	"bytes"
	"fmt"
	"slices"
	"time"

	"go.yaml.in/yaml/v3"

	"hardbook/runbook/verify"
)

// head begins a new file.
const head = `# What people said of steps that no program can see. It is written by
#   hardbook attest ID              for one more
#   hardbook attest ID --withdraw   to take it back
# You may change it in an editor, too. Comments between the steps stay.
version: 1
account: %q
steps: []
`

// With is the file with the attestation in it, in place of an older one of the
// same step. No data makes a new file. Comments stay, but for those inside a step
// that is written anew. It fails as Parse does, when something is wrong with the
// file before or would be after.
func With(path string, data []byte, account string, a verify.Attestation, now time.Time) ([]byte, error) {
	a.At = a.At.UTC().Truncate(time.Second) // as it is written
	if data == nil {
		data = fmt.Appendf(nil, head, account)
	}
	return edit(path, data, account, now, func(steps *yaml.Node, list []verify.Attestation) []verify.Attestation {
		i := Index(list, a.ID)
		if i < 0 {
			steps.Content = append(steps.Content, node(a))
			return append(list, a)
		}
		item := node(a)
		item.HeadComment, item.FootComment = steps.Content[i].HeadComment, steps.Content[i].FootComment
		steps.Content[i], list[i] = item, a
		return list
	})
}

// Without is the file without the attestation of a step, which is in it. It fails
// as Parse does.
func Without(path string, data []byte, account, id string, now time.Time) ([]byte, error) {
	return edit(path, data, account, now, func(steps *yaml.Node, list []verify.Attestation) []verify.Attestation {
		i := Index(list, id)
		steps.Content = slices.Delete(steps.Content, i, i+1)
		return slices.Delete(list, i, i+1)
	})
}

// Index is where a list has the attestation of a step, -1 where it has none.
func Index(list []verify.Attestation, id string) int {
	return slices.IndexFunc(list, func(a verify.Attestation) bool { return a.ID == id })
}

// edit changes the list of steps of a file, and makes sure that the new file reads
// as change says it should.
func edit(path string, data []byte, account string, now time.Time, change func(*yaml.Node, []verify.Attestation) []verify.Attestation) ([]byte, error) {
	list, err := Parse(path, data, account, now)
	if err != nil {
		return nil, err
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, err
	}
	want := change(stepsOf(doc.Content[0]), list)
	var out bytes.Buffer
	enc := yaml.NewEncoder(&out)
	enc.SetIndent(2)
	if err := enc.Encode(&doc); err != nil {
		return nil, err
	}
	got, err := Parse(path, out.Bytes(), account, now)
	if err != nil {
		return nil, err
	}
	same := func(a, b verify.Attestation) bool {
		return a.ID == b.ID && a.Who == b.Who && a.Note == b.Note && a.At.Equal(b.At) && a.Until.Equal(b.Until)
	}
	if !slices.EqualFunc(got, want, same) {
		return nil, fmt.Errorf("%s would read otherwise than it should, so it stays as it is", path)
	}
	return out.Bytes(), nil
}

// stepsOf is the list of steps of a file, made where there is none.
func stepsOf(root *yaml.Node) *yaml.Node {
	empty := yaml.Node{Kind: yaml.SequenceNode}
	for i := 0; i+1 < len(root.Content); i += 2 {
		if root.Content[i].Value != "steps" {
			continue
		}
		steps := root.Content[i+1]
		if steps.Kind != yaml.SequenceNode { // a key without a value
			*steps = empty
		}
		steps.Style &^= yaml.FlowStyle
		return steps
	}
	root.Style &^= yaml.FlowStyle
	root.Content = append(root.Content, text("steps"), &empty)
	return &empty
}

// node is an attestation in the file.
func node(a verify.Attestation) *yaml.Node {
	plain := func(value string) *yaml.Node {
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!timestamp", Value: value}
	}
	n := &yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{
		text("id"), text(a.ID), text("who"), text(a.Who), text("at"), plain(a.At.UTC().Format(time.RFC3339)), text("until"), plain(a.Until.Format(time.DateOnly)),
	}}
	if a.Note != "" {
		n.Content = append(n.Content, text("note"), text(a.Note))
	}
	return n
}

func text(value string) *yaml.Node {
	var n yaml.Node
	n.SetString(value)
	return &n
}
