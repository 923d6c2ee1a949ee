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
// resources one by one; and each of its resources is one that each of its
// actions takes, which is "*" only if IAM cannot limit the action.
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
		action, ok := known[name]
		switch {
		case ok && allow:
			for _, resource := range s.Resource {
				if reason := action.refuses(resource); reason != "" {
					say("%s on %s: %s", name, resource, reason)
				}
			}
		case ok || !allow && known.has(name):
		case strings.ContainsAny(name, "*?"):
			say("%s is not one action that exists", name)
		default:
			say("%s is no action of the reference", name)
		}
	}
	return wrong
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
