package evidence

import (
	"testing"

	"hardbook/runbook/config"
)

// TestPlaces holds the plan of every kind of call word for word, and against
// what is really asked: never fewer requests than planned, and never others
// where the plan says that it is all.
func TestPlaces(t *testing.T) {
	grand := Each(list("x list"), "Names[]", one("x get"))
	parent := grand.Calls()[1]
	regional := Regional(Query[named]{list("x list")}).Calls()[1]
	besides := Query[named]{list("x list")}
	besides.Call.Besides = []string{"us-east-1", "eu-west-1"}
	also := Regional(besides).Calls()[1]
	ab := one("x get")
	ab.Call.Names = func(config.Config) []string { return []string{"a", "b"} }
	cases := []struct {
		name    string
		call    Call
		regions []string
		want    Places
	}{
		{"one", list("x list"), nil, Places{"us-east-1", 1, ""}},
		{"two Regions", regional, []string{"us-east-1", "eu-west-1"}, Places{"in each of 2 Regions", 2, ""}},
		{"two Regions, one of its own", also, []string{"eu-west-1"}, Places{"in each of 2 Regions", 2, ""}},
		{"all Regions, its own among them", also, nil, Places{"in every enabled Region, found at run time", 1, "further Region for x list"}},
		{"one Region", regional, []string{"eu-west-1"}, Places{"in eu-west-1", 1, ""}},
		{"all Regions", regional, nil, Places{"in every enabled Region, found at run time", 1, "further Region for x list"}},
		{"each", parent, nil, Places{"once for each Names[] of x list", 0, "Names[] of x list"}},
		{"each of each", Each(parent, "Parts[]", one("x part")).Calls()[2], nil,
			Places{"once for each Parts[] of x get, for each Names[] of x list", 0, "Parts[] of x get, for each Names[] of x list"}},
		{"each in two Regions", Each(regional, "Names[]", one("x get")).Calls()[2], []string{"us-east-1", "eu-west-1"},
			Places{"once for each Names[] of x list, in each of 2 Regions", 0, "Names[] of x list"}},
		{"home", Call{Command: "x list", Home: true}, nil, Places{"eu-central-1", 1, ""}},
		{"named", ab.Call, nil, Places{"us-east-1, for a and b", 2, ""}},
		{"named in two Regions", Regional(ab).Calls()[1], []string{"us-east-1", "eu-west-1"},
			Places{"in each of 2 Regions, for a and b", 4, ""}},
		{"each and named", Each(list("x list"), "Names[]", ab).Calls()[1], nil,
			Places{"once for each Names[] of x list, and 2 names", 2, "Names[] of x list"}},
		{"each at home", Each(Call{Command: "x list", Home: true}, "Names[]", one("x get")).Calls()[1], nil,
			Places{"once for each Names[] of x list, eu-central-1", 0, "Names[] of x list"}},
		{"until", Call{Command: "x make", Until: "State == 'COMPLETE'"}, nil,
			Places{"us-east-1, again until AWS has finished", 1, "repetition of x make"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f := &fake{answers: map[string]string{
				"us-east-1/ec2-describe-regions": `{"Regions":[{"RegionName":"us-east-1","OptInStatus":"opt-in-not-required"},{"RegionName":"eu-central-1","OptInStatus":"opted-in"}]}`,
				"us-east-1/x-list":               `{"Names":["a","b"]}`, "eu-west-1/x-list": `{"Names":["a"]}`, "eu-central-1/x-list": `{"Names":["a"]}`,
				"us-east-1/x-get.a": `{"Parts":["p"]}`, "us-east-1/x-get.b": `{"Parts":[]}`,
			}}
			e := f.evidence(c.regions...)
			e.Config.Account.HomeRegion = "eu-central-1"
			got := c.call.Places(e.Config)
			if got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
			requests, err := e.requests(c.call)
			if err != nil || len(requests) < got.Requests || got.More == "" && len(requests) != got.Requests {
				t.Errorf("it is asked at %d places (%v), planned were %d", len(requests), err, got.Requests)
			}
			if len(requests) == 0 {
				t.Error("this case asks nothing")
			}
		})
	}
}
