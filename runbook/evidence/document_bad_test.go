package evidence

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// near are pairs that read alike when they are put into words, or that a
// reader less strict than AWS takes for one another.
func TestDocumentNearEquals(t *testing.T) {
	statement := func(rest string) string {
		return `{"Version":"2012-10-17","Statement":[{"Effect":"Allow",` + rest + `}]}`
	}
	two := func(a, b string) string {
		return `{"Version":"2012-10-17","Statement":[{"Effect":"Allow",` + a + `},{"Effect":"Allow",` + b + `}]}`
	}
	when := func(condition string) string { return statement(`"Action":"a:B","Condition":` + condition) }
	old := func(s string) string { return strings.Replace(s, "2012-10-17", "2008-10-17", 1) }
	variable := statement(`"Action":"a:B","Resource":"arn:x/${aws:username}"`)
	pairs := [][2]string{
		{when(`{"S":{"k":"a or b"}}`), when(`{"S":{"k":["a","b"]}}`)},
		{when(`{"S":{"k":"a\" or \"b"}}`), when(`{"S":{"k":["a","b"]}}`)},
		{when(`{"S":{"k":""}}`), when(`{"S":{"k":[]}}`)},
		{when(`{"S":{"k":"a","l":"b"}}`), when(`{"S":{"k is \"a\" and S l":"b"}}`)},
		{when(`{"S":{"k":"a"},"T":{"k":"a"}}`), when(`{"S":{"k":"a"}}`)},
		{when(`{"member Future":{"":"1"}}`), statement(`"Action":"a:B","Future":1`)},
		{statement(`"Action":"a:B","Resource":"r to p"`), statement(`"Action":"a:B","Resource":"r","Principal":"p"`)},
		{statement(`"Action":"a:B","Principal":"p if S k is \"a\""`), statement(`"Action":"a:B","Principal":"p","Condition":{"S":{"k":"a"}}`)},
		{statement(`"NotAction":["a:B","a:C"],"Resource":"*"`), two(`"NotAction":"a:B","Resource":"*"`, `"NotAction":"a:C","Resource":"*"`)},
		{statement(`"Action":"a:B","NotResource":["x","y"]`), two(`"Action":"a:B","NotResource":"x"`, `"Action":"a:B","NotResource":"y"`)},
		{statement(`"Action":"a:B","NotResource":["x","y"]`), statement(`"Action":"a:B","NotResource":["x and y"]`)},
		{statement(`"NotAction":[],"Resource":"*"`), statement(`"Action":[],"Resource":"*"`)},
		{statement(`"Action":"a:B","NotPrincipal":{"AWS":["x","y"]}`), two(`"Action":"a:B","NotPrincipal":{"AWS":"x"}`, `"Action":"a:B","NotPrincipal":{"AWS":"y"}`)},
		{variable, old(variable)},
		{variable, strings.Replace(variable, `"Version":"2012-10-17",`, ``, 1)},
	}
	for _, p := range pairs {
		var a, b Document
		if json.Unmarshal([]byte(p[0]), &a) != nil || json.Unmarshal([]byte(p[1]), &b) != nil {
			continue // refused is well: it is never compared
		}
		if a.Equal(b) {
			t.Errorf("%s\nis taken for the same as\n%s", p[0], p[1])
		}
	}
}

func TestDocumentRefused(t *testing.T) {
	statement := func(members string) string { return `{"Statement":[{` + members + `}]}` }
	cases := map[string]string{
		`{}`:                           "no statement",
		`{"Statement":[]}`:             "no statement",
		`{"Statement":null}`:           "no statement",
		`{"statement":[{}]}`:           "no statement",
		`{"Statement":["x"]}`:          "not an object",
		`{"Statement":"x"}`:            "not an object",
		`{"Version":5,"Statement":[]}`: "Version",
		`[]`:                           "not an object",
		`null`:                         "not JSON",
		`""`:                           "not JSON",
		`5`:                            "not an object",
		`"%7B%zz"`:                     "invalid URL escape",
		`"{} {}"`:                      "not JSON",
		statement(``):                  "Effect",
		statement(`"Action":"a:B"`):    "Effect",
		statement(`"Effect":"allow","Action":"a:B"`):                                 "Effect",
		statement(`"Effect":"DENY","Action":"a:B"`):                                  "Effect",
		statement(`"Effect":["Deny"],"Action":"a:B"`):                                "Effect",
		statement(`"Effect":"Deny"`):                                                 "no Action",
		statement(`"Effect":"Deny","action":"a:B"`):                                  "no Action",
		statement(`"Effect":"Deny","Action":null`):                                   "null",
		statement(`"Effect":"Deny","Action":{"a":"b"}`):                              "not a word",
		statement(`"Effect":"Deny","Action":["a:B",null]`):                           "not a word",
		statement(`"Effect":"Deny","Action":"a:B","NotAction":"a:C"`):                "Not form",
		statement(`"Effect":"Deny","Action":"a:B","Resource":"x","NotResource":"y"`): "Not form",
		statement(`"Effect":"Deny","Action":"a:B","Resource":"not x"`):               "cannot be",
		statement(`"Effect":"Deny","Action":"a:B","Principal":{"not AWS":"x"}`):      "cannot be",
		statement(`"Effect":"Deny","Action":"a:B","Principal":{"AWS":{"x":"y"}}`):    "not a word",
		statement(`"Effect":"Deny","Action":"a:B","Condition":"x"`):                  "not an object",
		statement(`"Effect":"Deny","Action":"a:B","Condition":[]`):                   "not an object",
		statement(`"Effect":"Deny","Action":"a:B","Condition":{"Bool":"x"}`):         "not an object",
		statement(`"Effect":"Deny","Action":"a:B","Condition":{"Bool x":{"k":"v"}}`): "not an object",
		statement(`"Effect":"Deny","Action":"a:B","Condition":{"Bool":{"k":null}}`):  "null",
		statement(`"Effect":"Deny","Action":"a:B","Condition":{"Bool":{"k":{}}}`):    "not a word",
		statement(`"Effect":"Deny","Effect":"Allow","Action":"a:B"`):                 "twice",
	}
	for text, want := range cases {
		var d Document
		if err := json.Unmarshal([]byte(text), &d); text == "null" && err == nil {
			continue // encoding/json asks nobody; Decode refuses it
		} else if err != nil || d.Unread == nil || !strings.Contains(d.Unread.Error(), want) || len(d.Statements) > 0 || d.Equal(d) {
			t.Errorf("%s is read as %+v, %v; want it unread with %q", text, d, err, want)
		}
	}
}

// TestConditionTwice holds that a condition which names something twice is read,
// and never sure.
func TestConditionTwice(t *testing.T) {
	for _, condition := range []string{`{"Bool":{"k":1,"k":2}}`, `{"Bool":{"k":1},"Bool":{"l":2}}`} {
		var d Document
		if err := json.Unmarshal([]byte(`{"Statement":[{"Effect":"Deny","Action":"a:B","Condition":`+condition+`}]}`), &d); err != nil || d.Unread != nil || !d.Statements[0].Unsure || d.Equal(d) {
			t.Errorf("%s is read as %+v, %v", condition, d, err)
		}
	}
}

// FuzzDocument holds that no text crashes the reader, and that what was read is
// the same document in every form that AWS gives it.
func FuzzDocument(f *testing.F) {
	for _, seed := range []string{trust, rights, `{"Statement":{"Effect":"Deny","NotAction":"*"}}`, `"%7B"`, `{`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var d, again Document
		if d.UnmarshalJSON([]byte(text)) != nil || d.Unread != nil {
			return
		}
		if d.Equal(d) == d.hollow() || len(d.Statements) == 0 {
			t.Errorf("is %q equal to itself? %t; is it hollow? %t", text, d.Equal(d), d.hollow())
		}
		if !strings.HasPrefix(strings.TrimSpace(text), "{") || !utf8.ValidString(text) {
			return
		}
		inString, err := json.Marshal(text)
		if err != nil || again.UnmarshalJSON(inString) != nil {
			t.Fatalf("%q is not read from a string", text)
		}
		if fmt.Sprint(d.grants()) != fmt.Sprint(again.grants()) {
			t.Errorf("%q in a string is another document", text)
		}
	})
}
