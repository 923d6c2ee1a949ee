package runbook_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/fakes"
)

// TestSelect: steps are named by ID, by phase and by pattern, each comes once
// and in the order of the book, and a word that names none is an error.
func TestSelect(t *testing.T) {
	done := runbook.Done("it is")
	book := fakes.NewBook(t, fakes.Step("root-mfa", done), fakes.Step("root-keys", done), fakes.Step("budget", done))
	for words, want := range map[string]string{
		"":                    "",
		"budget":              "budget",
		"budget root-mfa":     "root-mfa budget",
		"root":                "root-mfa root-keys budget", // all steps of this book are of that phase
		"root-*":              "root-mfa root-keys",
		"*":                   "root-mfa root-keys budget",
		"root-* root-mfa":     "root-mfa root-keys",
		"root-[mk]*":          "root-mfa root-keys",
		"budgets":             "there is no step \"budgets\"",
		"root-mfa money":      "there is no step \"money\"",
		"root-mf":             "there is no step",
		"[":                   "there is no step \"[\"",
		"root-mfa nothing-* ": "there is no step \"nothing-*\"",
	} {
		ids, err := book.Select(strings.Fields(words))
		var unknown *runbook.UnknownStepError
		switch got := strings.Join(ids, " "); {
		case errors.As(err, &unknown):
			if !strings.Contains(err.Error(), want) || !strings.Contains(want, "there is no") || ids != nil {
				t.Errorf("%q: %v", words, err)
			}
		case err != nil || got != want || !slices.IsSortedFunc(ids, func(a, b string) int { return at(book, a) - at(book, b) }):
			t.Errorf("%q: got %q and %v, want %q", words, got, err, want)
		}
	}
}

func at(b runbook.Book, id string) int {
	e, _ := b.Find(id)
	return e.Number
}
