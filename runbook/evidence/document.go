package evidence

import (
	"slices"
	"strconv"
	"strings"
)

// Document is an IAM policy document, taken apart so that two can be compared
// by what they mean.
// Source: IAM User Guide, IAM JSON policy reference.
type Document struct {
	Version    string // 2012-10-17, or an older one, in which ${…} stands for itself
	Statements []Statement
	Unread     error // why it could not be read: it says nothing then, neither yes nor no
}

// Statement is one statement of a Document. Lists are as AWS gave them. A list
// is nil when the statement has no such member, and empty when it has one with
// nothing in it: such a statement has no effect.
type Statement struct {
	Effect    string              // Allow or Deny
	Actions   []string            // Action, or NotAction with a "not " before each
	Resources []string            // Resource, or NotResource with a "not " before each
	Who       []string            // Principal or NotPrincipal: "AWS:arn…", "Service:sns.amazonaws.com", "*"
	Condition map[string][]string // "Bool aws:MultiFactorAuthPresent" to its values
	Unsure    bool                // the condition names something twice, and it is not known which of the two counts
}

// grants is the document as a set: one effect on one action and resource for
// one principal under one condition. Order, grouping into statements, Sids,
// one-element lists, the case of actions and of condition keys make no
// difference in it.
func (d Document) grants() map[string]bool {
	set := map[string]bool{}
	for _, s := range d.Statements {
		under := s.tests()
		for _, action := range together(s.Actions) {
			for _, resource := range together(s.Resources) {
				for _, who := range together(s.Who) {
					g := strings.ToLower(s.Effect) + clause(" ", strings.ToLower(action)) + clause(" on ", resource) + clause(" to ", who) + under
					if d.Version != "2012-10-17" && strings.Contains(g, "${") {
						g += " without variables"
					}
					set[g] = true
				}
			}
		}
	}
	return set
}

// tests is the statement's condition in words: every test must hold, each for
// any one of its values.
func (s Statement) tests() string {
	var tests []string
	for test, values := range s.Condition {
		operator, key, _ := strings.Cut(test, " ")
		var quoted []string
		for _, v := range values {
			quoted = append(quoted, strconv.Quote(v))
		}
		slices.Sort(quoted)
		tests = append(tests, operator+" "+word(strings.ToLower(key))+" is "+strings.Join(slices.Compact(quoted), " or "))
	}
	slices.Sort(tests)
	return clause(" if ", strings.Join(tests, " and "))
}

// together lists what a statement says once for each: the entries of a list,
// or, of a list with "not " before each, the whole list at once, since "not a
// and not b" is less than either. A member that is not there is one "".
func together(list []string) []string {
	if list == nil {
		return []string{""}
	}
	words := []string{} // not nil: an empty list says nothing
	var not []string
	for _, entry := range list {
		if excluded, ok := strings.CutPrefix(entry, "not "); ok {
			not = append(not, word(excluded))
			continue
		}
		words = append(words, word(entry))
	}
	if not != nil {
		slices.Sort(not)
		words = append(words, "all but "+strings.Join(slices.Compact(not), " and "))
	}
	return words
}

// word is s, quoted where it could be taken for more than one word: no two
// statements that differ may read the same.
func word(s string) string {
	if strings.ContainsAny(s, " \"") {
		return strconv.Quote(s)
	}
	return s
}

func clause(word, what string) string {
	if what == "" {
		return ""
	}
	return word + what
}

// Missing lists in words what want says and d does not, sorted.
func (d Document) Missing(want Document) []string {
	has := d.grants()
	var missing []string
	for g := range want.grants() {
		if !has[g] {
			missing = append(missing, g)
		}
	}
	slices.Sort(missing)
	return missing
}

// Equal reports whether both documents mean the same. It may say no where they
// do, but never yes where they do not: a document with an empty list in it,
// such as a Principal that names nobody, equals none, since it may be an answer
// with a hole.
func (d Document) Equal(other Document) bool {
	return !d.hollow() && !other.hollow() && len(d.Missing(other)) == 0 && len(other.Missing(d)) == 0
}

func (d Document) hollow() bool {
	empty := func(list []string) bool { return list != nil && len(list) == 0 }
	return d.Unread != nil || slices.ContainsFunc(d.Statements, func(s Statement) bool {
		return s.Unsure || empty(s.Actions) || empty(s.Resources) || empty(s.Who)
	})
}

// DenyOnly reports whether no statement of the document allows anything.
func (d Document) DenyOnly() bool {
	return d.Unread == nil && !slices.ContainsFunc(d.Statements, func(s Statement) bool { return s.Effect != "Deny" })
}
