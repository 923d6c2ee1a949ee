//go:build !offline

package live

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"testing"
)

// list is an operation that answers with these pages, by the value that asks for
// each: "" for the first. Each request must repeat the params of the first.
func list(t *testing.T, by token, pages map[string]map[string]any) operation {
	t.Helper()
	return operation{by: by, request: func(_ context.Context, params []byte) (map[string]any, error) {
		asked := map[string]string{}
		if err := json.Unmarshal(params, &asked); err != nil || asked["Rule"] != "r" {
			t.Errorf("a page is asked for with %s", params)
		}
		page, ok := pages[asked[by.in]]
		if !ok {
			return nil, errors.New("no page " + asked[by.in])
		}
		return page, nil
	}}
}

// TestPages: all pages are asked for and come back as one answer, in which
// nothing is left of the token. The last page is the one without a token, or,
// where the API has a member for it, the one that says so.
func TestPages(t *testing.T) {
	for name, c := range map[string]struct {
		by    token
		pages map[string]map[string]any
	}{
		"a token": {nextToken, map[string]map[string]any{
			"":  {"Rules": []any{"a"}, "NextToken": "2", "Kind": "first"},
			"2": {"Rules": []any{}, "NextToken": "3", "Kind": "second"},
			"3": {"Rules": []any{"b"}},
		}},
		"an empty token": {nextToken, map[string]map[string]any{
			"": {"Rules": []any{"a", "b"}, "NextToken": "", "Kind": "first"},
		}},
		"a marker with a word about the last page": {token{in: "Marker", out: "Marker", more: "IsTruncated"}, map[string]map[string]any{
			"":  {"Rules": []any{"a"}, "Marker": "2", "IsTruncated": true, "Kind": "first"},
			"2": {"Rules": []any{"b"}, "Marker": "of no page"},
		}},
		"a marker that is repeated": {token{in: "Marker", out: "NextMarker"}, map[string]map[string]any{
			"":  {"Rules": []any{"a"}, "NextMarker": "2", "Kind": "first"},
			"2": {"Rules": []any{"b"}, "Marker": "2"},
		}},
	} {
		got, err := list(t, c.by, c.pages).ask(t.Context(), []byte(`{"Rule":"r"}`))
		if want := map[string]any{"Rules": []any{"a", "b"}, "Kind": "first"}; err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %v, %v, want %v", name, got, err, want)
		}
	}
}

// TestPagesFail: a page that fails, or that leads nowhere or to itself, fails the
// answer: half a list is none.
func TestPagesFail(t *testing.T) {
	marker := token{in: "Marker", out: "Marker", more: "IsTruncated"}
	for name, c := range map[string]struct {
		by    token
		pages map[string]map[string]any
	}{
		"a page is missing":      {nextToken, map[string]map[string]any{"": {"Rules": []any{"a"}, "NextToken": "2"}}},
		"a page leads to itself": {nextToken, map[string]map[string]any{"": {"NextToken": "2"}, "2": {"NextToken": "2"}}},
		"a page leads nowhere":   {marker, map[string]map[string]any{"": {"Rules": []any{"a"}, "IsTruncated": true}}},
	} {
		if got, err := list(t, c.by, c.pages).ask(t.Context(), []byte(`{"Rule":"r"}`)); err == nil {
			t.Errorf("%s: got %v", name, got)
		}
	}
}
