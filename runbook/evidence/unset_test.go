package evidence

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook/config"
)

// An answer without its list, or an entry without its name, must never read as
// an empty list.
func TestEachOfAnAnswerWithoutItsList(t *testing.T) {
	for _, bad := range []string{
		`{}`, `{"Groups":null}`, `{"Groups":"x"}`, `[]`, `null`, ``, `{"Groups":[{}]}`, `{"Groups":[{"Id":null}]}`,
		`{"Groups":[{"Id":"a"},{}]}`, `{"Groups":[{"Id":5}]}`, `{"Groups":[{"Id":["a"]}]}`, `{"Groups":[`,
	} {
		f := &fake{answers: map[string]string{here + "x-list-groups": bad, here + "x-list-things.a": `{"Name":"1"}`}}
		if _, err := things().Answer(f.evidence()); len(Failures(err)) != 1 {
			t.Errorf("%s: error %v, want one failure of the parent", bad, err)
		}
	}
	f := &fake{answers: map[string]string{here + "x-list-groups": `{"Groups":[]}`}}
	if got, err := things().Answer(f.evidence()); err != nil || got == nil || len(got) != 0 {
		t.Errorf("an empty list is %v, %v; want no items and no error", got, err)
	}
}

func TestAParentThatIsNotSetHasNoItems(t *testing.T) {
	f := &fake{answers: map[string]string{here + "x-list-groups": "!NoSuchThing"}}
	got, err := things().Answer(f.evidence())
	if err != nil || len(got) != 0 || len(f.asked) != 1 {
		t.Errorf("answers %v, error %v, asked %v", got, err, f.asked)
	}
	f = &fake{answers: map[string]string{here + "x-list-groups": "!NoSuchOtherThing"}}
	if _, err := things().Answer(f.evidence()); len(Failures(err)) != 1 {
		t.Errorf("an undeclared code is %v, want a failure", err)
	}
}

func TestAbsence(t *testing.T) {
	q := one("x get-it")
	q.Call.Absent = "NoSuchThing"
	absent := &fake{answers: map[string]string{here + "x-get-it": "!NoSuchThing"}}
	if got, err := q.Answer(absent.evidence()); err != nil || !got.Absent {
		t.Errorf("the declared code is %+v, %v; want Absent", got, err)
	}
	if got, err := one("x get-it").Answer(absent.evidence()); err == nil || got.Absent {
		t.Errorf("without Absent the code is %+v, %v; want an error", got, err)
	}
	q.Call.Absent = "NoSuchParent NoSuchThing"
	for code, want := range map[string]bool{"NoSuchParent": true, "NoSuchThing": true, "NoSuch": false, "NoSuchParent NoSuchThing": false} {
		f := &fake{answers: map[string]string{here + "x-get-it": "!" + code}}
		if got, err := q.Answer(f.evidence()); got.Absent != want || (err == nil) != want {
			t.Errorf("of several declared codes, %s is %+v, %v", code, got, err)
		}
	}
	type noPlace struct{ Name string }
	if _, err := Query[noPlace](q).Answer(absent.evidence()); !IsAbsent(err) {
		t.Errorf("an answer without a place for it: %v; want the failure itself", err)
	}
	for _, answer := range []string{`{"Name":"x","Absent":true}`, `{"Name":"x"}`} {
		f := &fake{answers: map[string]string{here + "x-get-it": answer}}
		if got, err := q.Answer(f.evidence()); err != nil || got.Absent {
			t.Errorf("%s: %+v, %v; an answer cannot say by itself that it is absent", answer, got, err)
		}
	}
}

func TestAfter(t *testing.T) {
	first := Call{Command: "x make-report", Until: "State == 'COMPLETE'"}
	q := After(first, one("x get-report"))
	cases := []struct{ first, then, want string }{
		{`{"State":"COMPLETE"}`, `{"Name":"n"}`, ""},
		{`{"State":"STARTED"}`, `{"Name":"n"}`, "x make-report: AWS had not finished it"},
		{`{}`, `{"Name":"n"}`, "x make-report: AWS had not finished it"},
		{`no JSON`, `{"Name":"n"}`, "x make-report: AWS had not finished it"},
		{"!AccessDenied", `{"Name":"n"}`, "x make-report was refused (AccessDenied)"},
		{`{"State":"COMPLETE"}`, `{}`, "x get-report: the answer has no Name"},
	}
	for _, c := range cases {
		f := &fake{answers: map[string]string{here + "x-make-report": c.first, here + "x-get-report": c.then}}
		got, err := q.Answer(f.evidence())
		if strings.Join(reasons(err), "; ") != c.want || (got.Name == "n") != (err == nil) {
			t.Errorf("%+v: %+v, %q", c, got, reasons(err))
		}
		if asked := f.asked[here+"x-get-report"]; strings.Contains(c.want, "make-report") && asked != 0 {
			t.Errorf("%+v: the second call was made %d times", c, asked)
		}
	}
	if calls := q.Calls(); len(calls) != 2 || calls[0].Command != "x make-report" || calls[1].Depth() != 2 {
		t.Errorf("Calls are %v", calls)
	}
}

func TestUnique(t *testing.T) {
	regional := Regional(one("x get-it")).Calls()
	home, besides := one("x get-it"), one("x get-it")
	home.Call.Home, besides.Call.Besides = true, []string{"us-east-1"}
	all := slices.Concat(parts().Calls(), things().Calls(), []Call{one("x get-it").Call}, regional, regional, []Call{home.Call}, Regional(besides).Calls())
	var got []string
	for _, c := range Unique(all) {
		got = append(got, c.shape(config.Config{}))
	}
	want := []string{
		"x list-groups", "x list-things for each Groups[].Id of x list-groups",
		"x get-part for each Things of x list-things for each Groups[].Id of x list-groups",
		"x get-it", "ec2 describe-regions", "x get-it@regions", "x get-it@", "x get-it@regions and us-east-1",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	here := config.Example() // whose home Region is us-east-1
	if got := len(Needed(here, all)); got != len(want)-1 {
		t.Errorf("%d calls are needed, want one less than %d", got, len(want))
	}
}

func TestFailures(t *testing.T) {
	a, b := &Failure{Detail: "a"}, &Failure{Detail: "b"}
	nested := errors.Join(nil, a, errors.Join(b, errors.New("other")))
	if got := Failures(nested); !slices.Equal(got, []*Failure{a, b}) {
		t.Errorf("got %v", got)
	}
	for code, want := range map[string]Kind{
		"AccessDenied": Denied, "UnauthorizedOperation": Denied, "ExpiredToken": NoCredentials,
		"NoSuchThing": NotSet, "Throttling": Throttled, "accessdenied": Unreadable, "": Unreadable,
	} {
		if got := Refuse(Request{Call: groups()}, code, "").Kind; got != want {
			t.Errorf("code %q is %v, want %v", code, got, want)
		}
	}
}
