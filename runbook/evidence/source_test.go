package evidence

import (
	"maps"
	"os/exec"
	"slices"
	"testing"

	"hardbook/runbook/config"
)

const here = GlobalRegion + "/"

// groups and things are the outer two of three calls, each of which lists the
// items of the next.
func groups() Call { return list("x list-groups") }

func things() Source[map[string]named] { return Each(groups(), "Groups[].Id", one("x list-things")) }

// parts asks for the parts of each thing of each group.
func parts() Source[map[string]named] {
	calls := things().Calls()
	return Each(calls[len(calls)-1], "Things", one("x get-part"))
}

func TestEachOnEach(t *testing.T) {
	f := &fake{answers: map[string]string{
		here + "x-list-groups":          `{"Groups":[{"Id":"a/b"},{"Id":"c"},{"Id":"a/b"}]}`,
		here + "x-list-things.a%2Fb":    `{"Name":"1","Things":["x.y","%"]}`,
		here + "x-list-things.c":        `{"Name":"2","Things":[]}`,
		here + "x-get-part.a%2Fb.x%2Ey": `{"Name":"first"}`,
		here + "x-get-part.a%2Fb.%25":   `{"Name":"second"}`,
	}}
	got, err := parts().Answer(f.evidence())
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for key, answer := range got {
		p := Parts(key)
		if len(p) != 2 || p[0] != "a/b" {
			t.Fatalf("the key %q has the parts %q", key, p)
		}
		names[p[1]] = answer.Name
	}
	if want := map[string]string{"x.y": "first", "%": "second"}; !maps.Equal(names, want) {
		t.Errorf("answers %v, want %v", names, want)
	}
	if _, err := parts().Answer(f.evidence()); err != nil || f.asked[here+"x-list-groups"] != 2 {
		t.Errorf("new evidence must ask anew: asked %v, error %v", f.asked, err)
	}
	var commands []string
	for _, c := range parts().Calls() {
		commands = append(commands, c.Command)
	}
	if want := []string{"x list-groups", "x list-things", "x get-part"}; !slices.Equal(commands, want) {
		t.Errorf("Calls are %q, want each after those it waits for: %q", commands, want)
	}
	if depth := parts().Calls()[2].Depth(); depth != 3 {
		t.Errorf("the depth is %d, want 3", depth)
	}
}

func TestEachOfOneLevelIsKeyedByTheItemItself(t *testing.T) {
	f := &fake{answers: map[string]string{
		here + "x-list-groups":                  `{"Groups":[{"Id":"arn:a/b%41"}]}`,
		here + "x-list-things.arn%3Aa%2Fb%2541": `{"Name":"it"}`,
	}}
	got, err := things().Answer(f.evidence())
	if err != nil || got["arn:a/b%41"].Name != "it" {
		t.Errorf("answers %v, error %v", got, err)
	}
}

func TestEachOnRegional(t *testing.T) {
	parent := Regional(Query[named]{list("x list-groups")}).Calls()
	source := Each(parent[len(parent)-1], "Groups[].Id", one("x get-group"))
	f := &fake{answers: map[string]string{
		"us-east-1/x-list-groups":    `{"Groups":[{"Id":"g"}]}`,
		"us-east-1/x-get-group.g":    `{"Name":"in us"}`,
		"eu-central-1/x-list-groups": `{"Groups":[{"Id":"g"},{"Id":"h"}]}`,
		"eu-central-1/x-get-group.g": `{"Name":"in eu"}`,
		"eu-central-1/x-get-group.h": "!AccessDenied",
		"eu-west-1/x-list-groups":    "!NoSuchThing",
		"eu-west-2/x-list-groups":    "!UnauthorizedOperation",
	}}
	got, err := source.Answer(f.evidence("us-east-1", "eu-central-1", "eu-west-1", "eu-west-2"))
	if got["us-east-1/g"].Name != "in us" || got["eu-central-1/g"].Name != "in eu" || len(got) != 2 {
		t.Errorf("answers %v", got)
	}
	want := []string{
		"x list-groups in eu-west-2 was refused (UnauthorizedOperation)",
		"x get-group for h in eu-central-1 was refused (AccessDenied)",
	}
	if !slices.Equal(reasons(err), want) {
		t.Errorf("failures %q, want %q; a Region that says nothing is set is none", reasons(err), want)
	}
	if !parent[len(parent)-1].IsRegional() || !source.Calls()[len(source.Calls())-1].IsRegional() {
		t.Error("a call for each item of a regional one is regional")
	}
}

func TestRegionalWithAllRegions(t *testing.T) {
	const enabled = `{"Regions":[{"RegionName":"us-east-1","OptInStatus":"opt-in-not-required"},` +
		`{"RegionName":"af-south-1","OptInStatus":"opted-in"},{"RegionName":"me-south-1","OptInStatus":"not-opted-in"}]}`
	source := Regional(one("x get-it"))
	f := &fake{answers: map[string]string{
		here + "ec2-describe-regions": enabled, "us-east-1/x-get-it": `{"Name":"us"}`, "af-south-1/x-get-it": `{}`,
	}}
	got, err := source.Answer(f.evidence())
	if len(got) != 1 || got["us-east-1"].Name != "us" || len(reasons(err)) != 1 {
		t.Errorf("answers %v, failures %q: the one Region is known, the other's answer has no Name", got, reasons(err))
	}
	for _, bad := range []string{
		`{}`, `{"Regions":[]}`, `{"Regions":null}`, `{"Regions":[{"RegionName":"us-east-1"}]}`,
		`{"Regions":[{"RegionName":"../../x","OptInStatus":"opted-in"}]}`, `[]`, ``, "!AccessDenied",
	} {
		f := &fake{answers: map[string]string{here + "ec2-describe-regions": bad}}
		got, err := source.Answer(f.evidence())
		if len(got) != 0 || len(Failures(err)) != 1 {
			t.Errorf("%s: answers %v, error %v; want one failure", bad, got, err)
		}
	}
}

// TestNamed: a call is asked for its names, at home where it says so, and for
// those beside the items of another answer; a name that is an item, too, once.
func TestNamed(t *testing.T) {
	q := one("x get-it")
	q.Call.Home = true
	q.Call.Names = func(cfg config.Config) []string { return []string{"b", "mine-" + cfg.Account.ID} }
	f := &fake{answers: map[string]string{"eu-west-1/x-get-it.b": `{"Name":"b"}`, "eu-west-1/x-get-it.mine-111122223333": `{"Name":"mine"}`}}
	e := f.evidence()
	e.Config.Account.HomeRegion = "eu-west-1"
	got, err := Named(q).Answer(e)
	if err != nil || len(got) != 2 || got["b"].Name != "b" || got["mine-111122223333"].Name != "mine" {
		t.Errorf("got %v, %v", got, err)
	}

	q.Call.Home = false
	f = &fake{answers: map[string]string{
		here + "x-list": `{"Groups":[{"Id":"a"},{"Id":"b"}]}`, here + "x-get-it.a": `{"Name":"a"}`,
		here + "x-get-it.b": `{"Name":"b"}`, here + "x-get-it.mine-111122223333": "!AccessDenied",
	}}
	got, err = Each(list("x list"), "Groups[].Id", q).Answer(f.evidence())
	if len(got) != 2 || len(Failures(err)) != 1 || f.asked[here+"x-get-it.b"] != 1 {
		t.Errorf("got %v, %v, asked %v", got, err, f.asked)
	}
	// Without the list the names are asked for all the same.
	f = &fake{answers: map[string]string{here + "x-list": "!AccessDenied", here + "x-get-it.b": `{"Name":"b"}`, here + "x-get-it.mine-111122223333": `{"Name":"m"}`}}
	got, err = Each(list("x list"), "Groups[].Id", q).Answer(f.evidence())
	if len(got) != 2 || len(Failures(err)) != 1 {
		t.Errorf("without the list: got %v, %v", got, err)
	}
}

// TestNeeded: the list of Regions is asked only where the config has none.
func TestNeeded(t *testing.T) {
	calls := append(Regional(one("x get-it")).Calls(), Regional(one("x get-it")).Calls()...)
	for _, test := range []struct {
		regions []string
		want    int
	}{{nil, 2}, {[]string{"us-east-1"}, 1}} {
		if got := Needed((&fake{}).evidence(test.regions...).Config, calls); len(got) != test.want || got[len(got)-1].Command != "x get-it" {
			t.Errorf("Regions %v: got %v", test.regions, got)
		}
	}
}

// TestByARN: what is asked about an ARN is asked in its Region, and what is no
// ARN with a Region is not asked about.
func TestByARN(t *testing.T) {
	q := one("x get-placed")
	q.Call.ByARN = true
	const far, odd = "arn:aws:x:eu-south-2:111122223333:a", "arn:aws:x:../y:111122223333:a"
	f := &fake{answers: map[string]string{
		here + "x-list-groups":                   `{"Groups":[{"Id":"` + far + `"},{"Id":"` + odd + `"},{"Id":"arn:aws:iam::111122223333:a"},{"Id":"a"}]}`,
		"eu-south-2/x-get-placed." + Encode(far): `{"Name":"far"}`,
	}}
	got, err := Each(groups(), "Groups[].Id", q).Answer(f.evidence())
	if len(got) != 1 || got[far].Name != "far" {
		t.Errorf("got %v", got)
	}
	want := []string{
		`x list-groups: "a" is not an ARN with a Region`,
		`x list-groups: "arn:aws:iam::111122223333:a" is not an ARN with a Region`,
		`x list-groups: "` + odd + `" is not an ARN with a Region`,
	}
	if !slices.Equal(reasons(err), want) {
		t.Errorf("failures %q, want %q", reasons(err), want)
	}
	for _, region := range []string{far, "arn:x"} {
		out, err := exec.Command("sh", "-c", "item1='"+region+"'; printf '<%s>' "+Each(groups(), "Groups[].Id", q).Calls()[1].regionOfItem()).Output()
		if want := "<" + arnRegion(region) + ">"; err != nil || string(out) != want {
			t.Errorf("the shell finds %s in %s, %v; want %s", out, region, err, want)
		}
	}
}

// TestIncompleteLists: a list that may not be all there gives no items.
func TestIncompleteLists(t *testing.T) {
	for _, answer := range []string{
		`{"Groups":[{"Id":"a"}],"NextToken":"x"}`, `{"Groups":[{"Id":"a"}],"IsTruncated":true}`, `{"Groups":[{"Id":"a"}],"Marker":"x"}`,
		`{"Groups":[{"Id":"a"}],"groups":[{"Id":"b"}]}`, `{"Groups":[{"Id":"a"},null]}`, `{"Groups":[{"Id":"a"}],"Groups":[]}`,
	} {
		f := &fake{answers: map[string]string{here + "x-list-groups": answer, here + "x-get-it.a": `{"Name":"a"}`}}
		got, err := Each(groups(), "Groups[].Id", one("x get-it")).Answer(f.evidence())
		if len(got) != 0 || len(Failures(err)) != 1 {
			t.Errorf("%s: got %v, %v; want one failure", answer, got, err)
		}
	}
}
