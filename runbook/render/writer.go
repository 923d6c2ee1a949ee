package render

import (
	"html/template"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"hardbook/runbook"
)

// writer makes HTML of the Markdown of one page: each heading has an id of its
// own, and blocks of code are what the template "code" makes of them.
type writer struct {
	md    goldmark.Markdown
	ids   anchors
	steps map[string]string // IDs of steps by the anchors of their headings in runbook.md
}

func newWriter(code *template.Template, b runbook.Book, texts map[string]Text) *writer {
	w := &writer{
		md: markdown(goldmark.WithRendererOptions(renderer.WithNodeRenderers(
			util.Prioritized(codeBlocks{code}, 100), util.Prioritized(plainTables{}, 100), util.Prioritized(labels{}, 100),
		))),
		ids:   anchors{},
		steps: map[string]string{},
	}
	for _, e := range b.Entries { // ids of the page's own
		w.ids.Put([]byte(e.Step.Phase.String()))
		w.ids.Put([]byte(e.Step.ID))
		w.steps["#"+anchor(stepText{Entry: e, Text: texts[e.Step.ID]}.Heading())] = "#" + e.Step.ID
	}
	return w
}

// parse reads Markdown, whose headings take ids that are in nobody's way. Links to
// steps lead to the steps of the page.
func (w *writer) parse(source []byte, ids anchors) (ast.Node, error) {
	context := parser.WithContext(parser.NewContext(parser.WithIDs(ids)))
	doc := w.md.Parser().Parse(text.NewReader(source), context)
	return doc, ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if link, ok := n.(*ast.Link); ok && entering && w.steps[string(link.Destination)] != "" {
			link.Destination = []byte(w.steps[string(link.Destination)])
		}
		return ast.WalkContinue, nil
	})
}

// html is what the nodes of a text look like.
func (w *writer) html(source []byte, nodes ...ast.Node) (template.HTML, error) {
	var out buffer
	for _, n := range nodes {
		if err := w.md.Renderer().Render(&out, source, n); err != nil {
			return "", err
		}
	}
	return template.HTML(out.String()), nil
}

// buffer is one that goldmark writes to as it is.
type buffer struct{ strings.Builder }

// Available is what can be written without a new allocation.
func (b *buffer) Available() int { return b.Cap() - b.Len() }

// Buffered is as much as was written.
func (b *buffer) Buffered() int { return b.Len() }

// Flush does nothing: it is all there.
func (b *buffer) Flush() error { return nil }

// labels renders what is bold as the words of a page of the console: not louder
// than the rest, and short.
type labels struct{}

// RegisterFuncs is how goldmark learns of it.
func (l labels) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindEmphasis, l.render)
}

func (labels) render(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	name := "b>"
	if n.(*ast.Emphasis).Level == 1 {
		name = "em>"
	}
	if !entering {
		name = "/" + name
	}
	_, err := w.WriteString("<" + name)
	return ast.WalkContinue, err
}

// heading is a chapter for the table of contents.
type heading struct{ ID, Title string }

// headings are the chapters of a text.
func headings(doc ast.Node, source []byte) []heading {
	var all []heading
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && h.Level == 2 {
			id, _ := h.AttributeString("id")
			raw, _ := id.([]byte)
			all = append(all, heading{string(raw), plainText(h, source)})
		}
	}
	return all
}

// plainText is what a node says, without its markup.
func plainText(n ast.Node, source []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.Write(util.UnescapePunctuations(c.Value(source)))
		case *ast.String:
			b.Write(c.Value)
		default:
			b.WriteString(plainText(c, source))
		}
	}
	return b.String()
}
