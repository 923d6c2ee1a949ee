//go:build !offline

package live

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// TestByToken: all pages are asked for, with the params of the first and the
// token of the one before, and come back as one answer without a token.
func TestByToken(t *testing.T) {
	pages := map[string]map[string]any{
		"":  {"Rules": []any{"a"}, "NextToken": "2"},
		"2": {"Rules": []any{"b"}, "NextToken": "3"},
		"3": {"Rules": []any{"c"}},
	}
	asked := 0
	op := byToken(func(_ context.Context, _ aws.Config, params []byte, _ *atomic.Int64) (map[string]any, error) {
		asked++
		var in struct{ Rule, NextToken string }
		if err := json.Unmarshal(params, &in); err != nil || in.Rule != "r" {
			return nil, errors.New("asked with " + string(params))
		}
		return pages[in.NextToken], nil
	})
	got, err := op(t.Context(), aws.Config{}, []byte(`{"Rule":"r"}`), nil)
	if err != nil || asked != 3 || len(got) != 1 || !slices.Equal(got["Rules"].([]any), []any{"a", "b", "c"}) {
		t.Errorf("got %v, %v after %d pages", got, err, asked)
	}
}

// TestByTokenFails: a page that fails fails the answer.
func TestByTokenFails(t *testing.T) {
	op := byToken(func(_ context.Context, _ aws.Config, params []byte, _ *atomic.Int64) (map[string]any, error) {
		if string(params) == "{}" {
			return map[string]any{"Rules": []any{"a"}, "NextToken": "2"}, nil
		}
		return nil, errors.New("refused")
	})
	if got, err := op(t.Context(), aws.Config{}, []byte("{}"), nil); err == nil {
		t.Errorf("got %v, although the second page failed", got)
	}
}
