package evidence

import (
	"encoding/json"
	"testing"

	"hardbook/runbook/config"
)

// TestFilters: the command line and the API are asked for the same.
func TestFilters(t *testing.T) {
	params := func(_ config.Config, item ...string) Params {
		return Params{"Filters": Filters{"group-id": item[0], "state": "a,b"}}
	}
	parent := Call{Command: "ec2 list-them"}
	c := Each(parent, "Them[]", Query[struct{}]{Call{Command: "ec2 look", Params: params}}).Calls()[1]
	if got, want := c.Arguments(config.Config{}, ""), `ec2 look --filters Name=group-id,Values="${item1%%@*}" Name=state,Values=a,b`; got != want {
		t.Errorf("the command line is asked %s, not %s", got, want)
	}
	got, err := json.Marshal(c.input(config.Config{}, []string{"sg-1"}))
	if want := `{"Filters":[{"Name":"group-id","Values":["sg-1"]},{"Name":"state","Values":["a","b"]}]}`; string(got) != want || err != nil {
		t.Errorf("the API is asked %s (%v), not %s", got, err, want)
	}
}
