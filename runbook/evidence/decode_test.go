package evidence

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

// sample has a member of every kind that answers have.
type sample struct {
	Absence
	Count  int
	Name   string `json:"theName"`
	On     bool
	When   Time
	Inner  struct{ Deep struct{ Keys int } }
	List   []struct{ ID string }
	Words  []string
	ByName map[string]struct{ Size float64 }
	Pair   *struct{ Left string }
	Rest   *int     `json:"rest,omitempty"`
	More   []string `json:",omitempty"`
	ours   int
}

const whole = `{"Count":0,"theName":"","On":false,"When":"2026-11-21T00:00:00Z","Inner":{"Deep":{"Keys":0}},` +
	`"List":[{"ID":"a"}],"Words":["w"],"ByName":{"n":{"Size":1.5}},"Pair":{"Left":"l"},"Unknown":[1]}`

func TestDecodeRequires(t *testing.T) {
	var s sample
	if err := Decode([]byte(whole), &s); err != nil {
		t.Fatal(err)
	}
	if s.ByName["n"].Size != 1.5 || s.List[0].ID != "a" || s.Pair.Left != "l" || s.Rest != nil || s.ours != 0 {
		t.Errorf("decoded %+v", s)
	}
	cases := []struct{ replace, with, want string }{
		{`"Count":0,`, ``, "has no Count"},
		{`"Count":0`, `"Count":null`, "has no Count"},
		{`"Count":0`, `"Count":"0"`, "another form"},
		{`"Count":0`, `"Count":1.5`, "another form"},
		{`"theName":""`, `"Name":""`, "has no theName"},
		{`"theName":""`, `"theName":5`, "another form"},
		{`"On":false`, `"On":"false"`, "another form"},
		{`"When":"2026-11-21T00:00:00Z",`, ``, "has no When"},
		{`"When":"2026-11-21T00:00:00Z"`, `"When":"yesterday"`, "another form"},
		{`{"Deep":{"Keys":0}}`, `{"Deep":{}}`, "has no Inner.Deep.Keys"},
		{`{"Deep":{"Keys":0}}`, `{}`, "has no Inner.Deep"},
		{`{"Deep":{"Keys":0}}`, `[]`, "Inner is not an object"},
		{`[{"ID":"a"}]`, `[{"ID":"a"},{}]`, "has no List[1].ID"},
		{`[{"ID":"a"}]`, `[null]`, "List[0] is null"},
		{`[{"ID":"a"}]`, `{"ID":"a"}`, "List is not a list"},
		{`"Words":["w"]`, `"Words":["w",null]`, "Words[1] is null"},
		{`"Words":["w"]`, `"Words":"w"`, "Words is not a list"},
		{`{"n":{"Size":1.5}}`, `{"n":{}}`, "has no ByName.n.Size"},
		{`{"n":{"Size":1.5}}`, `[]`, "ByName is not an object"},
		{`{"Left":"l"}`, `{}`, "has no Pair.Left"},
		{`"Unknown":[1]`, `"rest":"x"`, "another form"},
		{`"Unknown":[1]`, `"More":[null]`, "More[0] is null"},
		{whole, `{}`, "has no Count"},
		{whole, `null`, "whole is null"},
		{whole, `[]`, "whole is not an object"},
		{whole, ``, "not JSON"},
		{whole, whole + "x", "not JSON"},
		{`"Count":0`, `"Count":1,"Count":0`, "twice"},
		{`"Count":0`, `"count":1,"Count":0`, "has Count more than once"},
	}
	for _, c := range cases {
		body := strings.Replace(whole, c.replace, c.with, 1)
		if body == whole {
			t.Fatalf("%q is not in the sample", c.replace)
		}
		var s sample
		if err := Decode([]byte(body), &s); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s for %s: error %v, want %q", c.with, c.replace, err, c.want)
		}
	}
}

func TestDecodeNames(t *testing.T) {
	cases := map[string]string{ // answer to the value it gives, or ""
		`{"TrailList":"a"}`:                  "a",
		`{"trailList":"b"}`:                  "b",
		`{"trailList":"b","TrailList":"a"}`:  "", // which of the two counts?
		`{"trailList":"b","TrailList":null}`: "",
		`{"Trail_List":"c"}`:                 "",
	}
	for answer, want := range cases {
		var a struct{ TrailList string }
		err := Decode([]byte(answer), &a)
		if (err == nil) != (want != "") || err == nil && a.TrailList != want {
			t.Errorf("%s: %q, %v; want %q", answer, a.TrailList, err, want)
		}
	}
}

func TestTime(t *testing.T) {
	when := time.Date(2026, 11, 21, 10, 30, 5, 0, time.UTC)
	for form, want := range map[string]time.Time{
		`"2026-11-21T10:30:05Z"`:        when,
		`"2026-11-21T10:30:05+00:00"`:   when,
		`"2026-11-21T12:30:05+02:00"`:   when,
		`"2026-11-21T10:30:05.250000Z"`: when.Add(250 * time.Millisecond),
		`1795257005`:                    when,
		`1795257005.25`:                 when.Add(250 * time.Millisecond),
		`-1`:                            time.Date(1969, 12, 31, 23, 59, 59, 0, time.UTC),
		`null`:                          {},
	} {
		var got Time
		if err := json.Unmarshal([]byte(form), &got); err != nil || !got.Equal(want) || got.Location() != time.UTC {
			t.Errorf("%s is %s, %v; want %s", form, got, err, want)
		}
	}
	for _, bad := range []string{`""`, `"1795257005"`, `true`, `{}`, `[]`, `"2026-11-21"`, `"2026-13-01T00:00:00Z"`, `1e300`, `-1e18`} {
		var got Time
		if err := json.Unmarshal([]byte(bad), &got); err == nil {
			t.Errorf("%s is taken for %s", bad, got)
		}
	}
}
