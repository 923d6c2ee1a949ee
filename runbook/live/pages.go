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

// all makes an operation of a client's method whose answer may come in many
// pages.
func all[In, Out, Opt any](call func(context.Context, *In, ...func(*Opt)) (*Out, error), by token) operation {
	return by.pages(one(call))
}

// pages asks op for one page after another, and merges them as the aws command
// line does: lists are joined, and the rest comes from the first page.
func (by token) pages(op operation) operation {
	return func(ctx context.Context, params []byte) (map[string]any, error) {
		merged, last := map[string]any{}, ""
		for {
			page, err := op(ctx, params)
			if err != nil {
				return nil, err
			}
			next := by.next(page)
			merge(merged, page)
			switch {
			case next == "":
				return merged, nil
			case next == last:
				return nil, errors.New("AWS gave the same page of a list twice")
			}
			last = next
			if params, err = with(params, by.in, next); err != nil {
				return nil, err
			}
		}
	}
}

// next takes what is about pages out of a page, and returns the value that asks
// for the next one, or "" where there is none.
func (by token) next(page map[string]any) string {
	value, _ := page[by.out].(string)
	if more, _ := page[by.more].(bool); by.more != "" && !more {
		value = ""
	}
	for _, name := range []string{by.in, by.out, by.more} {
		delete(page, name)
	}
	return value
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
