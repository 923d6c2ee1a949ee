package reference

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// list is a JSON value that may stand alone or in a list.
type list[T any] []T

// UnmarshalJSON reads either form.
func (l *list[T]) UnmarshalJSON(b []byte) error {
	if strings.HasPrefix(string(b), "[") {
		return json.Unmarshal(b, (*[]T)(l))
	}
	*l = make(list[T], 1)
	return json.Unmarshal(b, &(*l)[0])
}

type statement struct {
	Sid, Effect             string
	Action, NotAction       list[string]
	Resource, NotResource   list[string]
	Principal, NotPrincipal json.RawMessage
}

// Check says what is wrong with a policy document, one sentence each, and
// nothing if it is right: every action exists; an Allow names its actions and
// resources one by one; each of its actions takes one of its resources, and each of
// those is taken; and "*" stands only where IAM cannot limit the action.
func (known Actions) Check(document []byte) []string {
	var d struct{ Statement list[statement] }
	if err := json.Unmarshal(document, &d); err != nil {
		return []string{fmt.Sprintf("the document cannot be read: %v", err)}
	}
	if len(d.Statement) == 0 {
		return []string{"the document has no statement"}
	}
	var wrong []string
	for i, s := range d.Statement {
		name := s.Sid
		if name == "" {
			name = fmt.Sprintf("statement %d", i+1)
		}
		for _, sentence := range known.statement(s) {
			wrong = append(wrong, name+": "+sentence)
		}
	}
	return wrong
}

func (known Actions) statement(s statement) (wrong []string) {
	say := func(format string, a ...any) { wrong = append(wrong, fmt.Sprintf(format, a...)) }
	allow := s.Effect != "Deny"
	switch {
	case allow && s.Effect != "Allow":
		say("the effect %q is neither Allow nor Deny", s.Effect)
	case allow && (s.NotAction != nil || s.NotResource != nil || s.NotPrincipal != nil):
		say("it allows everything but what it names")
	}
	actions := slices.Concat(s.Action, s.NotAction)
	if len(actions) == 0 {
		say("it names no action")
	}
	if len(s.Resource)+len(s.NotResource) == 0 && s.Principal == nil && s.NotPrincipal == nil {
		say("it says neither for whom nor on what") // only a trust policy stands on its role
	}
	for _, name := range actions {
		_, ok := known[name]
		switch {
		case ok, !allow && known.has(name):
		case strings.ContainsAny(name, "*?"):
			say("%s is not one action that exists", name)
		default:
			say("%s is no action of the reference", name)
		}
	}
	if allow {
		wrong = append(wrong, known.spare(s)...)
	}
	return wrong
}

// spare says of each action on which resource it may not stand, and which it does
// not take. One that it does not take is none of its own business where another
// action of the statement takes it, and it takes another: it gives nothing then.
func (known Actions) spare(s statement) (wrong []string) {
	used := map[string]bool{}
	for _, name := range s.Action {
		for _, resource := range s.Resource {
			used[resource] = used[resource] || known.takes(name, resource)
		}
	}
	for _, name := range s.Action {
		action, ok := known[name]
		idle := !slices.ContainsFunc(s.Resource, func(r string) bool { return known.takes(name, r) })
		for _, resource := range s.Resource {
			if reason := action.refuses(resource); ok && reason != "" && (idle || !used[resource] || resource == "*") {
				wrong = append(wrong, fmt.Sprintf("%s on %s: %s", name, resource, reason))
			}
		}
	}
	return wrong
}

// takes reports whether an action that the reference knows stands rightly on a
// resource.
func (known Actions) takes(name, resource string) bool {
	action, ok := known[name]
	return ok && action.refuses(resource) == ""
}

// has reports whether an action fits a name with wildcards in it.
func (known Actions) has(name string) bool {
	for action := range known {
		if meet(name, action) {
			return true
		}
	}
	return false
}

// refuses says why an Allow of the action may not name the resource.
func (a Action) refuses(resource string) string {
	switch {
	case len(a.Resources) == 0 && resource != "*":
		return `IAM cannot limit the action, it takes only "*"`
	case len(a.Resources) == 0:
		return ""
	case resource == "*":
		return "IAM can limit the action, to " + strings.Join(a.Resources, ", ")
	case !slices.ContainsFunc(a.Resources, func(pattern string) bool { return fits(resource, pattern) }):
		return "the action takes only " + strings.Join(a.Resources, ", ")
	}
	return ""
}
