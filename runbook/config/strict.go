package config

import (
	"fmt"
	"reflect"
)

// A Form says what messages tell of a kind of file.
type Form struct {
	What  string // "a config"
	Empty string // what to do about one with nothing in it

	like reflect.Type // of the struct that it is read into
}

func configForm() Form {
	return Form{
		What:  "a config",
		Empty: `hardbook init --force writes one; it begins with: version: 1, then account: {id: "111122223333"}, then notify: [you@example.com]`,
		like:  reflect.TypeFor[Config](),
	}
}

// Strict reads a YAML file other than the config into v, a pointer to a struct
// with a yaml tag on each field, as strictly as Parse reads a config: no unknown
// or repeated key, no value of another type, no anchors, aliases or tags. The
// name is the file's name in messages. Then rules checks the values that were
// read. An error is always an *Error.
func Strict(f Form, name string, data []byte, v any, rules func(Values)) error {
	r := newReader(name)
	r.form, r.limits = f, nil
	r.form.like = reflect.TypeOf(v).Elem()
	if r.into(v, data) {
		rules(Values{r})
	}
	return newError(r.problems)
}

// Values are those that a file has, for rules about them. A key is written as
// "steps[0].id". Each rule is silent about a key that has its problem already.
type Values struct{ r *reader }

// Check reports what is wrong with the value of a key unless ok, and what to do.
func (v Values) Check(key string, ok bool, what, hint string) { v.r.check(key, ok, what, hint) }

// Required reports a key that has no value in the file.
func (v Values) Required(key, hint string) { v.r.check(key, v.r.given(key), "is missing", hint) }

// Text holds free text to what can be seen, and to its length.
func (v Values) Text(key, s string, least, most int) {
	if what, hint := WrongText(s, least, most); what != "" {
		v.Check(key, false, what, hint)
	}
}

// Step holds a text to the form of a step's ID; whether there is such a step is
// for the caller to say.
func (v Values) Step(key, id string) {
	v.Check(key, limits()["skip[].id"].fits(id), "is not the name of a step", "hardbook steps lists the names")
}

// Most reports a list that is longer than any honest one, and reports whether it
// is none.
func (v Values) Most(key string, n, most int) bool {
	v.Check(key, n <= most, fmt.Sprintf("the list has %d items", n), fmt.Sprintf("write at most %d", most))
	return n <= most
}
