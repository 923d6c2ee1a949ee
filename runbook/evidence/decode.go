package evidence

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
)

// Absence is embedded in the answer of a call that has an Absent code. A judge
// looks at Absent first: the other members are empty then.
type Absence struct {
	Absent bool `json:"-"`
}

func (a *Absence) setAbsent() { a.Absent = true }

// decode reads a request's answer and decodes it into the struct that a points to.
func (e Evidence) decode(r Request, a any) error {
	if e.note != nil {
		e.note(r, reflect.TypeOf(a).Elem())
	}
	known, err := e.read(r)
	if IsAbsent(err) {
		if absent, ok := a.(interface{ setAbsent() }); ok {
			absent.setAbsent()
			return nil
		}
	}
	if err != nil {
		return err
	}
	if err := known.check(reflect.TypeOf(a).Elem()); err != nil {
		return &Failure{Request: r, Kind: Unreadable, Detail: err.Error()}
	}
	if err := unmarshal(known.body, a); err != nil {
		return &Failure{Request: r, Kind: Unreadable, Detail: err.Error()}
	}
	return nil
}

// Decode decodes one JSON answer into the struct that a points to. Every
// exported field must be in the answer, and not null, unless it is tagged
// omitempty: zero is often the good value ("no access keys"), so an empty
// answer must never look like one. Names match without regard to case, and none
// may be there twice.
func Decode(body []byte, a any) error {
	if err := check(body, reflect.TypeOf(a).Elem()); err != nil {
		return err
	}
	return unmarshal(body, a)
}

// unmarshal decodes an answer that was checked.
func unmarshal(body []byte, a any) error {
	if err := json.Unmarshal(body, a); err != nil {
		return fmt.Errorf("the answer has another form than expected: %w", err)
	}
	return nil
}

// check reports what an answer lacks for a value of type t.
func check(body []byte, t reflect.Type) error {
	raw, err := strictJSON(body)
	if err != nil {
		return fmt.Errorf("the answer cannot be read: %w", err)
	}
	if members, ok := raw.(map[string]any); ok && cutOff(members) {
		return errors.New("the answer is cut off: it says that there are more pages")
	}
	return require(raw, t, "")
}

// cutOff reports whether an answer is one page of many: what the next page
// holds must not count as not there.
func cutOff(members map[string]any) bool {
	more := func(name string) bool {
		v, err := member(members, name)
		return err != nil || v != nil && v != "" && v != false
	}
	return more("IsTruncated") || more("NextToken") || more("Marker") || more("NextMarker")
}

// require checks that raw has every member that t needs.
func require(raw any, t reflect.Type, at string) error {
	if raw == nil {
		return fmt.Errorf("the answer's %s is null", orItself(at))
	}
	if reflect.PointerTo(t).Implements(reflect.TypeFor[json.Unmarshaler]()) {
		return nil
	}
	switch t.Kind() {
	case reflect.Pointer:
		return require(raw, t.Elem(), at)
	case reflect.Struct:
		members, ok := raw.(map[string]any)
		if !ok {
			return fmt.Errorf("the answer's %s is not an object", orItself(at))
		}
		return requireMembers(members, t, at)
	case reflect.Slice:
		list, ok := raw.([]any)
		if !ok {
			return fmt.Errorf("the answer's %s is not a list", orItself(at))
		}
		for i, item := range list {
			if err := require(item, t.Elem(), fmt.Sprintf("%s[%d]", at, i)); err != nil {
				return err
			}
		}
	case reflect.Map:
		members, ok := raw.(map[string]any)
		if !ok {
			return fmt.Errorf("the answer's %s is not an object", orItself(at))
		}
		for name, item := range members {
			if err := require(item, t.Elem(), at+"."+name); err != nil {
				return err
			}
		}
	}
	return nil
}

func requireMembers(members map[string]any, t reflect.Type, at string) error {
	for i := range t.NumField() {
		field := t.Field(i)
		tag := field.Tag.Get("json")
		name, options, _ := strings.Cut(tag, ",")
		if tag == "-" || !field.IsExported() || field.Type == reflect.TypeFor[Absence]() {
			continue
		}
		if name == "" {
			name = field.Name
		}
		where := strings.TrimPrefix(at+"."+name, ".")
		value, err := member(members, name)
		if err != nil {
			return fmt.Errorf("the answer has %s %w", where, err)
		}
		if value == nil {
			if strings.Contains(options, "omitempty") {
				continue
			}
			return fmt.Errorf("the answer has no %s", where)
		}
		if err := require(value, field.Type, where); err != nil {
			return err
		}
	}
	return nil
}

// member finds a member by name without regard to case, as encoding/json does.
func member(members map[string]any, name string) (any, error) {
	var found any
	times := 0
	for key, value := range members {
		if strings.EqualFold(key, name) {
			found = value
			times++
		}
	}
	if times > 1 {
		return nil, errors.New("more than once")
	}
	return found, nil
}

func orItself(at string) string {
	if at == "" {
		return "whole"
	}
	return at
}
