package render

import (
	"strings"
	"testing"

	dom "golang.org/x/net/html"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/steps"
	"hardbook/runbook/verify"
	"hardbook/templates"
)

// bookOf is the book of a config, with its texts.
func bookOf(t testing.TB, cfg config.Config) (runbook.Book, map[string]Text) {
	t.Helper()
	book, texts, err := NewBook(templates.FS, cfg, steps.All())
	if err != nil {
		t.Fatal(err)
	}
	return book, texts
}

// filesOf are the files of a config's book.
func filesOf(t testing.TB, cfg config.Config, report *verify.Report) map[string][]byte {
	t.Helper()
	book, texts := bookOf(t, cfg)
	files, err := Files(templates.FS, book, texts, report)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// parsedPage is an HTML page, taken apart.
type parsedPage struct {
	structure []string // each element with its attributes but id, in order
	text      string   // all text
	cells     []string // the text of each table cell, paragraph and piece of code
	prose     []string // of each paragraph and piece of code alone
	links     []string // where links go
	ids       map[string]bool
}

// parsePage reads HTML as a browser does.
func parsePage(t testing.TB, source []byte) parsedPage {
	t.Helper()
	root, err := dom.Parse(strings.NewReader(string(source)))
	if err != nil {
		t.Fatal(err)
	}
	p, text := parsedPage{ids: map[string]bool{}}, strings.Builder{}
	for n := range root.Descendants() {
		switch n.Type {
		case dom.TextNode:
			text.WriteString(n.Data)
		case dom.CommentNode:
			p.structure = append(p.structure, "comment "+n.Data)
		case dom.ElementNode:
			element := n.Data
			for _, a := range n.Attr {
				if a.Key == "id" { // made of a heading's words
					p.ids[a.Val] = true
					continue
				}
				element += " " + a.Key + "=" + a.Val
				if a.Key == "href" {
					p.links = append(p.links, a.Val)
				}
			}
			p.structure = append(p.structure, element)
			if n.Data == "td" || n.Data == "p" || n.Data == "code" {
				p.cells = append(p.cells, innerText(n))
			}
			if n.Data == "p" || n.Data == "code" {
				p.prose = append(p.prose, innerText(n))
			}
		}
	}
	p.text = text.String()
	return p
}

func innerText(n *dom.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == dom.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

// hostileValues would like to be markup, commands or links.
func hostileValues() []string {
	return []string{
		`it's`, `"a" 'b'`, `$(touch canary)`, "`touch canary`", `';touch canary;'`, `"; touch canary; "`, `\`, `a\`, `\'; touch canary #`,
		`</script>`, `<img src=x onerror=x>`, `</td></table><script>x</script>`, `<!-- x`, `&amp; &lt;`, `[x](javascript:x)`, `![x](http://evil.example/)`,
		`<http://evil.example>`, `http://evil.example/`, `www.evil.example`, `WWW.evil.example`, `you@evil.example`, `# h`, `## h`, `- x`, `+ x`, `* x`, `1. x`, `1) x`, `> x`,
		`| a | b |`, "`|`", "a|b", "``|", `~~x~~`, `**x**`, `__x__`, `_x_`, `---`, `===`, `***`, "```", "~~~", "    x", `[ ] x`, `[x]: http://evil.example`,
		`:smile:`, `#1 @x`, `$x$`, `$HOME`, `!!`, `x!`, `%s`, `{{.Owner}}`, `é 日本 😀`, "a\u00a0b", "a\u3000b", `a  b`, `x  `, `-n`, `--help`, `~root`, `*`, `a;b&c|d>e<f`,
	}
}
