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
      "Resource": [
        "*"
      ]
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
      "Action": [
        "d:Six"
      ],
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
