package evidence

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"hardbook/runbook/config"
)

func TestReadPolicy(t *testing.T) {
	cfg := config.Example()
	call := func(command, action string, narrow ...string) Call {
		c := Call{Command: command, Action: action}
		if narrow != nil {
			c.Narrow = func(config.Config) []string { return narrow }
		}
		return c
	}
	calls := []Call{
		call("b two", "b:Two"), call("a one", "a:One"), call("a one-more", "a:One"), call("free of-charge", ""),
		call("c three", "c:Three", "arn:x", "arn:y"), call("c four", "c:Four", "arn:y", "arn:x"), call("b five", "b:Two", "arn:z"),
		call("d six", "d:Six", "arn:z"), call("d seven", "d:Six", "arn:x"),
	}
	const want = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": [
        "a:One",
        "b:Two"
      ],
      "Resource": "*"
    },
    {
      "Effect": "Allow",
      "Action": [
        "c:Four",
        "c:Three"
      ],
      "Resource": [
        "arn:x",
        "arn:y"
      ]
    },
    {
      "Effect": "Allow",
      "Action": "d:Six",
      "Resource": [
        "arn:x",
        "arn:z"
      ]
    }
  ]
}
`
	if got := ReadPolicy(cfg, calls); string(got) != want {
		t.Errorf("got %s", got)
	}
	slices.Reverse(calls)
	if got := ReadPolicy(cfg, append(calls, calls...)); string(got) != want {
		t.Errorf("in another order, and twice: %s", got)
	}
	var d Document
	if err := json.Unmarshal(ReadPolicy(cfg, calls), &d); err != nil || bytes.Contains(ReadPolicy(cfg, nil), []byte("Action")) {
		t.Errorf("read back: %v", err)
	}
}

// TestGrants: what is allowed under a condition stands apart, in the same order
// whatever the order was; and what others give already is left out.
func TestGrants(t *testing.T) {
	cfg := config.Example()
	on := func(arns ...string) func(config.Config) []string {
		return func(config.Config) []string { return arns }
	}
	to := func(service string) When {
		return func(config.Config) Condition { return Condition{"StringEquals": {"a:To": {service}}} }
	}
	one, more, others := Grants{}, Grants{}, Grants{}
	one.Add(cfg, "a:Pass", on("arn:x"), to("<x>"))
	one.Add(cfg, "a:Pass", on("arn:y"), to("y"))
	one.Add(cfg, "a:Give", on("arn:x"), to("<x>"))
	one.Add(cfg, "a:Get", on("arn:x"), nil)
	const want = `{"Version":"2012-10-17","Statement":[` +
		`{"Effect":"Allow","Action":"a:Get","Resource":"arn:x"},` +
		`{"Effect":"Allow","Action":["a:Give","a:Pass"],"Resource":"arn:x","Condition":{"StringEquals":{"a:To":"<x>"}}},` +
		`{"Effect":"Allow","Action":"a:Pass","Resource":"arn:y","Condition":{"StringEquals":{"a:To":"y"}}}]}`
	for _, g := range []func(){
		func() { more.Add(cfg, "a:Get", on("arn:x"), nil) }, func() { more.Add(cfg, "a:Give", on("arn:x"), to("<x>")) },
		func() { more.Add(cfg, "a:Pass", on("arn:y"), to("y")) }, func() { more.Add(cfg, "a:Pass", on("arn:x"), to("<x>")) },
	} {
		g()
	}
	for _, g := range []Grants{one, more} {
		var small bytes.Buffer
		if err := json.Compact(&small, g.Policy()); err != nil || small.String() != want {
			t.Errorf("got %s, %v", &small, err)
		}
	}
	others.Add(cfg, "a:Pass", on("arn:x"), to("<x>"))
	others.Add(cfg, "a:Give", on("arn:x"), nil) // without the condition: not the same grant
	others.Add(cfg, "a:Get", nil, nil)
	rest := one.Without(others)
	if len(rest) != 2 || len(rest["a:Pass"]) != 1 || len(rest["a:Give"]) != 1 || len(one["a:Pass"]) != 2 {
		t.Errorf("without others: %v", rest)
	}
	var read struct{ Statement []struct{ Action Values } }
	if err := json.Unmarshal(one.Policy(), &read); err != nil || len(read.Statement) != 3 || read.Statement[0].Action[0] != "a:Get" || len(read.Statement[1].Action) != 2 {
		t.Errorf("read back: %v, %v", read, err)
	}
	if err := json.Unmarshal([]byte(`{"Statement":[{"Action":1}]}`), &read); err == nil {
		t.Error("a number is no value")
	}
}
