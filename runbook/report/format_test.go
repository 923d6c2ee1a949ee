package report

import (
	"encoding/json"
	"slices"
	"testing"

	"hardbook/runbook/quote"
)

// TestFormats: each has a name of its own and words for the shell's completion,
// and the same report makes the same bytes.
func TestFormats(t *testing.T) {
	seen := map[string]bool{}
	r, g := realReport(t)
	for _, f := range Formats() {
		if f.For == "" || seen[f.Name] {
			t.Errorf("%+v", f)
		}
		seen[f.Name] = true
		if a, b := written(t, f.Name, r, g), written(t, f.Name, r, g); len(a) < 1000 || string(a) != string(b) {
			t.Errorf("%s: %d and %d bytes", f.Name, len(a), len(b))
		}
	}
}

// TestLocate: the lines of the steps are those of their headings.
func TestLocate(t *testing.T) {
	g := guide()
	g.Locate([]byte("# Book\n\n### 1. A\n\ntext\n### 12. not in the book\n### 2. B\n### 2. Again\n"))
	if g.Tasks["a"].Line != 3 || g.Tasks["long-id"].Line != 7 || g.Tasks["long-id"].Minutes != 5 {
		t.Errorf("got %+v", g.Tasks)
	}
}

// FuzzFormats holds that no name is more than text in any format.
func FuzzFormats(f *testing.F) {
	for _, v := range hostile() {
		f.Add(v)
	}
	r, g := each("x")
	tests, _ := elements(f, written(f, "junit", r, g))
	page, _ := shown(f, written(f, "markdown", r, g))
	page = slices.DeleteFunc(page, func(e string) bool { return e == "code" })
	f.Fuzz(func(t *testing.T, v string) {
		if quote.Terminal(v) == "" {
			t.Skip("no name")
		}
		r, g := each(v)
		if got, _ := elements(t, written(t, "junit", r, g)); !slices.Equal(got, tests) {
			t.Errorf("JUnit: %q", got)
		}
		got, _ := shown(t, written(t, "markdown", r, g))
		if got = slices.DeleteFunc(got, func(e string) bool { return e == "code" }); !slices.Equal(got, page) {
			t.Errorf("Markdown: %q", got)
		}
		if !json.Valid(written(t, "sarif", r, g)) || len(sarifOf(t, r, g).Results) != 5 {
			t.Error("SARIF")
		}
	})
}
