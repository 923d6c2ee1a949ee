package render

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/verify"
	"hardbook/templates"
)

// indexOf is the page of a verified account, one that is not verified, and two in
// which something went wrong; names and errors say v.
func indexOf(t *testing.T, v string) []byte {
	t.Helper()
	report := *withReasons(t, config.Example(), v)
	report.Summary = map[runbook.Status]int{runbook.StatusTodo: len(report.Steps)}
	page, err := Index(templates.FS, []verify.Outcome{
		{Name: "acme", Account: "111122223333", Config: v, Book: true, Report: report},
		{Name: "222233334444", Account: "222233334444", Config: v, Book: true},
		{Name: "gone", Account: "333344445555", Config: v, Book: true, Err: errors.New(v + "\nhidden line")},
		{Name: v, Config: v, Err: errors.New("because of " + v)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// TestIndex: names are text, links lead to the books, and the same makes the same.
func TestIndex(t *testing.T) {
	plain := parsePage(t, indexOf(t, "harmless"))
	if want := []string{"./acme/runbook.html", "./222233334444/runbook.html", "./gone/runbook.html"}; !slices.Equal(plain.links, want) {
		t.Errorf("links are %q", plain.links)
	}
	for _, want := range []string{"Harden 4 AWS accounts", "hardbook read 1 of 4 accounts", "2 of 4 went wrong.", "0 of 54 done", "54 to do", "Not verified yet", "The book is as it was."} {
		if !strings.Contains(plain.text, want) {
			t.Errorf("the page does not say %q: %s", want, plain.text)
		}
	}
	for _, v := range hostileValues() {
		page := parsePage(t, indexOf(t, v))
		if !slices.Equal(page.structure, plain.structure) || !strings.Contains(page.text, "because of "+v) || strings.Contains(page.text, "hidden line") {
			t.Errorf("%q makes %q", v, page.structure)
		}
	}
	if !bytes.Equal(indexOf(t, "x"), indexOf(t, "x")) {
		t.Error("the same accounts make another page")
	}
}
