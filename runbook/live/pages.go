//go:build !offline

package live

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
)

// A token is how an API leads from one page of a list to the next.
type token struct {
	in   string // input member that asks for a page
	out  string // output member with the value for the next page; it may also repeat in
	more string // output member that is false on the last page, or "" where out is then missing
}

// nextToken is the token of most APIs.
var nextToken = token{in: "NextToken", out: "NextToken"}

// ask makes the call, with the JSON of its params. It asks for one page after
// another, and merges them as the aws command line does: lists are joined, and
// the rest comes from the first page.
func (op operation) ask(ctx context.Context, params []byte) (map[string]any, error) {
	merged, last := map[string]any{}, ""
	for {
		page, err := op.request(ctx, params)
		if err != nil {
			return nil, err
		}
		next, err := op.by.next(page)
		if err != nil {
			return nil, err
		}
		merge(merged, page)
		if next == "" {
			return merged, nil
		}
		if next == last {
			return nil, errors.New("AWS gave the same page of a list twice")
		}
		last = next
		if params, err = with(params, op.by.in, next); err != nil {
			return nil, err
		}
	}
}

// next takes what is about pages out of a page, and returns the value that asks
// for the next one, or "" where there is none.
func (by token) next(page map[string]any) (string, error) {
	value, _ := page[by.out].(string)
	more, _ := page[by.more].(bool)
	for _, name := range []string{by.in, by.out, by.more} {
		delete(page, name)
	}
	switch {
	case by.more == "":
		return value, nil
	case !more:
		return "", nil
	case value == "":
		return "", errors.New("AWS cut a list short, and did not say how to go on")
	}
	return value, nil
}

func merge(into, page map[string]any) {
	for name, value := range page {
		before, seen := into[name].([]any)
		list, isList := value.([]any)
		switch {
		case isList && seen:
			into[name] = append(before, list...)
		case into[name] == nil:
			into[name] = value
		}
	}
}

// with returns params with one member set.
func with(params []byte, name, value string) ([]byte, error) {
	members := map[string]any{}
	if err := json.Unmarshal(params, &members); err != nil {
		return nil, fmt.Errorf("params are no object: %w", err)
	}
	members[name] = value
	return json.Marshal(members)
}
