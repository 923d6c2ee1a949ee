package runbook

import (
	"path"
	"slices"
)

// Select is the IDs of the steps that the words name, in the order of the book:
// an ID, a phase, or a pattern such as "root-*" (as in path.Match) each. It
// fails on a word that names no step of the book. No words name nothing.
func (p Plan) Select(words []string) ([]string, error) {
	var ids []string
	used := make([]bool, len(words))
	for _, e := range p.Entries {
		for i, word := range words {
			match, _ := path.Match(word, e.Step.ID) // what is no pattern matches nothing
			if match || word == e.Step.Phase.String() {
				ids, used[i] = append(ids, e.Step.ID), true
			}
		}
	}
	if i := slices.Index(used, false); i >= 0 {
		_, err := p.Find(words[i])
		return nil, err
	}
	return slices.Compact(ids), nil
}
