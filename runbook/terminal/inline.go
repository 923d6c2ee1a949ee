package terminal

import (
	"bufio"
	"bytes"
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	markdown "github.com/yuin/goldmark/renderer/html"

	"hardbook/runbook/quote"
)

// inline is the text inside a node, painted. A line break that the author wants
// is "\n".
func (r reading) inline(parent ast.Node) string {
	var b strings.Builder
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		b.WriteString(r.span(n))
	}
	return b.String()
}

func (r reading) span(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Text:
		s := meant(n.Segment.Value(r.source))
		switch {
		case n.HardLineBreak():
			s += "\n"
		case n.SoftLineBreak():
			s += " "
		}
		return s
	case *ast.String:
		return quote.Terminal(string(n.Value))
	case *ast.CodeSpan:
		return r.codeSpan(n)
	case *ast.Emphasis:
		return r.screen.Paint(Bold, r.inline(n))
	case *ast.Link:
		return r.link(r.inline(n), string(n.Destination))
	case *ast.AutoLink:
		return quote.Terminal(string(n.URL(r.source)))
	case *extast.TaskCheckBox:
		if n.IsChecked {
			return "[x] "
		}
		return "[ ] "
	case *ast.RawHTML:
		var b strings.Builder
		for i := range n.Segments.Len() {
			segment := n.Segments.At(i)
			b.WriteString(quote.Terminal(string(segment.Value(r.source))))
		}
		return b.String()
	}
	return r.inline(n)
}

// codeSpan is a name or a word to type. Without colour it keeps its backticks.
func (r reading) codeSpan(n *ast.CodeSpan) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.WriteString(strings.ReplaceAll(string(t.Segment.Value(r.source)), "\n", " "))
		}
	}
	s := quote.Terminal(b.String())
	if !r.screen.Colour {
		return "`" + s + "`"
	}
	return r.screen.Paint(Cyan, s)
}

// link is a link's text and where it leads. A place in the book is only named.
func (r reading) link(text, to string) string {
	to = quote.Terminal(to)
	switch {
	case strings.HasPrefix(to, "#"):
		return `"` + text + `"`
	case text == to:
		return text
	}
	return text + " <" + to + ">"
}

// meant is text of Markdown source as its author meant it: without the
// backslashes before marks, and with the characters that entities stand for.
func meant(source []byte) string {
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	markdown.DefaultWriter.Write(w, source)
	_ = w.Flush() // a bytes.Buffer never fails
	return quote.Terminal(html.UnescapeString(b.String()))
}
