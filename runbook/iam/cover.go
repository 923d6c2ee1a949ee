package iam

import (
	"fmt"
	"strings"
)

// Everything reports whether statements allow every action on every resource of
// an account together, over statements and documents: what one leaves out another
// may give. Conditions do not matter, nor does what is denied: who has all the
// rest can mostly take both away. What a NotAction or NotResource leaves out does
// not matter either, as long as it is not all of IAM: whoever may change
// permissions can give itself what was left out.
func Everything(documents Layer, account string) (bool, error) {
	var all []grant
	for _, d := range documents {
		for _, s := range d.Statements {
			if s.Effect != "Allow" {
				continue
			}
			actions, err := withoutTrifles(list{s.Actions, true}, actionsOf("iam"))
			if err != nil {
				return false, err
			}
			resources, err := withoutTrifles(list{s.Resources, false}, arnsOf("iam", account))
			if err != nil {
				return false, err
			}
			all = append(all, grant{actions, resources})
		}
	}
	return coversAll(all, anyAction(), arnsOf("", account), nil)
}

// Refused reports whether documents surely refuse a request, whatever it does: in
// every action but those of except, and on every resource that Resource may be.
// The Action of the request says no more than of which service: "s3:*"; "" means
// of any.
func Refused(r Request, documents Layer, except []string) (bool, error) {
	var all []grant
	for _, d := range documents {
		for _, s := range d.Statements {
			if s.Effect == "Deny" && s.Resources != nil && min(r.principal(s), r.Meets(s, d.Version)) == Yes {
				all = append(all, grant{list{s.Actions, true}, list{s.Resources, false}})
			}
		}
	}
	actions := anyAction()
	if service, _, ok := strings.Cut(r.Action, ":"); ok {
		actions = actionsOf(service)
	}
	return coversAll(all, actions, r.Resource.language(), except)
}

// grant is what a statement is about.
type grant struct{ actions, resources list }

// list is a list of a statement, of actions or of resources.
type list struct {
	words  []string
	action bool // in which case makes no difference
}

// patterns of the list, and whether it takes in what none of them matches.
func (l list) patterns() (patterns [][]token, not bool) {
	for _, w := range l.words {
		other, excepts := cutNot(w)
		if not = not || excepts; l.action {
			other = strings.ToLower(other)
		}
		patterns = append(patterns, glob(other))
	}
	return patterns, not
}

// withoutTrifles is a list without what it excepts, as long as that is not all of
// what matters; then it is a list that excepts no more than that. A list that is
// not there takes in all.
func withoutTrifles(l list, matters language) (list, error) {
	patterns, not := l.patterns()
	if l.words == nil {
		return list{[]string{"*"}, l.action}, nil
	}
	if !not {
		return l, nil
	}
	all, err := search(matters, patterns, some)
	if err != nil {
		return l, err
	}
	kept := list{[]string{"not "}, l.action}
	for i, w := range l.words {
		apart, err := search(matters, patterns[i:i+1], none)
		if err != nil {
			return l, err
		}
		if all && !apart {
			kept.words = append(kept.words, w)
		}
	}
	return kept, nil
}

func some(matched []bool) (bool, error) {
	for _, m := range matched {
		if m {
			return true, nil
		}
	}
	return false, nil
}

func none(matched []bool) (bool, error) {
	any, _ := some(matched)
	return !any, nil
}

// union is several lists, whose patterns are searched at once.
type union struct {
	patterns [][]token
	ends     []int // of each list, where its patterns end
	not      []bool
}

func unite(lists []list) union {
	var u union
	for _, l := range lists {
		patterns, not := l.patterns()
		u.patterns = append(u.patterns, patterns...)
		u.ends, u.not = append(u.ends, len(u.patterns)), append(u.not, not)
	}
	return u
}

// taking are the lists that take in a string which these patterns match.
func (u union) taking(matched []bool) []int {
	var lists []int
	begin := 0
	for i, end := range u.ends {
		if named, _ := some(matched[begin:end]); named != u.not[i] {
			lists = append(lists, i)
		}
		begin = end
	}
	return lists
}

// coversAll reports whether the grants take in every resource under every action,
// but for the excepted actions.
func coversAll(all []grant, actions, resources language, except []string) (bool, error) {
	var lists []list
	for _, g := range all {
		lists = append(lists, g.actions)
	}
	u := unite(append(lists, list{except, true}))
	known := map[string]bool{} // by the grants that take in an action
	return search(actions, u.patterns, func(matched []bool) (bool, error) {
		taking := u.taking(matched)
		if n := len(taking); n > 0 && taking[n-1] == len(all) {
			return true, nil // it is excepted
		}
		key := fmt.Sprint(taking)
		if ok, asked := known[key]; asked {
			return ok, nil
		}
		var of []list
		for _, i := range taking {
			of = append(of, all[i].resources)
		}
		r := unite(of)
		ok, err := search(resources, r.patterns, func(matched []bool) (bool, error) { return len(r.taking(matched)) > 0, nil })
		known[key] = ok
		return ok, err
	})
}
