package render

import (
	"bytes"
	"html/template"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"hardbook/runbook/quote"
)

// convert is what the book's reader of Markdown makes of it.
func convert(t testing.TB, source string) parsedPage { return convertBy(t, markdown(), source) }

func convertBy(t testing.TB, reader goldmark.Markdown, source string) parsedPage {
	t.Helper()
	var out bytes.Buffer
	if err := reader.Convert([]byte(source), &out); err != nil {
		t.Fatal(err)
	}
	return parsePage(t, out.Bytes())
}

// readers are the book's own, and one as on GitHub, which also makes links of
// bare addresses, strikes out and knows footnotes.
func readers() []goldmark.Markdown {
	more := goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList)
	return []goldmark.Markdown{markdown(), goldmark.New(more)}
}

// invisible values are refused by the config, but may come from AWS.
func invisible() []string {
	return []string{"a\u202eb", "a\u200fb", "a\nb", "a\r\n# b", "x\n===", "a\x00b", "\x1b[2Jx", "a\tb", "\u2028x", "a\xffb", "\u200b", "a\u00adb", "👩\u200d💻"}
}

// places are where values stand in the book, with the structure that plain
// words give there.
func places() []string {
	return []string{"%", "%\n", "- %", "- [ ] **To do**: %", "1. %", "| |\n| --- |\n| % |", "| | |\n| --- | --- |\n| a | % |\n| b | c |", "# %", "### 1. %", "x % y", "x\n%\ny", "**%**", "> %"}
}

func TestValuesAreTextInMarkdown(t *testing.T) {
	for _, reader := range readers() {
		for _, place := range places() {
			for name, as := range map[string]func(any) string{"md": md, "code": code} {
				plain := convertBy(t, reader, strings.Replace(place, "%", as("word"), 1))
				for _, v := range slices.Concat(hostileValues(), invisible()) {
					want := strings.TrimSpace(quote.Terminal(v))
					got := convertBy(t, reader, strings.Replace(place, "%", as(v), 1))
					if !sameStructure(got, plain) {
						t.Errorf("%s of %q in %q makes %q, want %q", name, v, place, got.structure, plain.structure)
					}
					if got.text != strings.Replace(plain.text, "word", want, 1) {
						t.Errorf("%s of %q in %q reads %q, want %q", name, v, place, got.text, want)
					}
				}
			}
		}
	}
}

func TestClean(t *testing.T) {
	for v, want := range map[string]string{
		"a b": "a b", "é日本😀": "é日本😀", "a\u00a0b\u3000c": "a\u00a0b\u3000c", "a\u202eb": "a�b", "a\nb": "a�b", "a\x00b": "a�b", "\x1b[2J": "�[2J", "a\xffb": "a�b", "\u2066": "�",
	} {
		if got := quote.Terminal(v); got != want {
			t.Errorf("%q is %q, want %q", v, got, want)
		}
	}
}

func TestMoney(t *testing.T) {
	for amount, want := range map[float64]string{10: "10", 99.5: "99.50", 0.01: "0.01", 1000000: "1000000", 1e9: "1000000000", 100: "100", 12.34: "12.34"} {
		if got := money(amount); got != want {
			t.Errorf("%v is %s, want %s", amount, got, want)
		}
	}
}

// FuzzMarkdown holds that no value is more than text, in a paragraph and in a
// table.
func FuzzMarkdown(f *testing.F) {
	for _, v := range slices.Concat(hostileValues(), invisible()) {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, v string) {
		want := strings.TrimSpace(quote.Terminal(v))
		paragraph := convert(t, "x "+md(v)+" y")
		if !slices.Equal(paragraph.structure, []string{"html", "head", "body", "p"}) || strings.Join(paragraph.cells, "") != strings.TrimSpace("x "+want+" y") {
			t.Errorf("md of %q makes %q: %q", v, paragraph.structure, paragraph.text)
		}
		table := convert(t, "| |\n| --- |\n| "+code(v)+" |\n| "+md(v)+" |\n")
		cells := slices.DeleteFunc(table.structure, func(e string) bool { return e == "code" })
		if !slices.Equal(cells, []string{"html", "head", "body", "table", "thead", "tr", "th", "tbody", "tr", "td", "tr", "td"}) ||
			table.cells[0] != want || table.cells[len(table.cells)-1] != want {
			t.Errorf("in a table %q makes %q: %q", v, cells, table.cells)
		}
		if template.HTMLEscapeString(want) != want && strings.Contains(code(v)+md(v), "\n") {
			t.Errorf("%q makes several lines", v)
		}
	})
}
