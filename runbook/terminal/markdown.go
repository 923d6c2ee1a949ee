package terminal

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"hardbook/runbook/quote"
)

// prose is the most columns that a line of prose takes: longer ones are tiring.
const prose = 92

// Markdown is a text in Markdown as people read it at the screen: prose is
// wrapped, tables fit. Code stands as it is, at the very left, neither wrapped
// nor painted: what is marked with the mouse there is what gets pasted.
func (s Screen) Markdown(source string) string {
	reader := goldmark.New(goldmark.WithExtensions(extension.Table, extension.TaskList))
	r := reading{s, []byte(source)}
	width := prose
	if s.Width > 0 {
		width = min(prose, s.Width)
	}
	var out strings.Builder
	for _, l := range r.blocks(reader.Parser().Parse(text.NewReader(r.source)), width) {
		out.WriteString(l.text + "\n")
	}
	return out.String()
}

// reading is a document on a screen.
type reading struct {
	screen Screen
	source []byte
}

// line is one line of the screen, or of code.
type line struct {
	text string
	code bool // nothing may be put before it
}

// blocks are the lines of all blocks in a node, a blank line between each two.
func (r reading) blocks(parent ast.Node, width int) []line {
	var all []line
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		// A text block is an item of a list without blank lines.
		if before := n.PreviousSibling(); before != nil && before.Kind() != ast.KindTextBlock {
			all = append(all, line{})
		}
		all = append(all, r.block(n, width)...)
	}
	return all
}

func (r reading) block(n ast.Node, width int) []line {
	switch n := n.(type) {
	case *ast.Heading:
		return screenLines(Fill(r.screen.Paint(Bold, r.inline(n)), width))
	case *ast.Paragraph, *ast.TextBlock:
		var all []line
		for part := range strings.SplitSeq(r.inline(n), "\n") {
			all = append(all, screenLines(Fill(part, width))...)
		}
		return all
	case *ast.FencedCodeBlock, *ast.CodeBlock, *ast.HTMLBlock:
		return r.code(n, width)
	case *ast.ThematicBreak:
		return []line{r.rule(width)}
	case *ast.List:
		return r.list(n, width)
	case *ast.Blockquote:
		return hang("  ", r.blocks(n, width-2))
	case *extast.Table:
		return screenLines(r.table(n, width))
	}
	return r.blocks(n, width)
}

// list are the items, each behind its mark.
func (r reading) list(n *ast.List, width int) []line {
	var all []line
	number := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		mark := "- "
		if n.IsOrdered() {
			mark = fmt.Sprintf("%d. ", number)
			number++
		}
		if len(all) > 0 && !n.IsTight {
			all = append(all, line{})
		}
		all = append(all, hang(mark, r.blocks(item, width-len(mark)))...)
	}
	return all
}

// code are the very lines of a block of code, between two rules.
func (r reading) code(n ast.Node, width int) []line {
	all := []line{r.rule(width)}
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		all = append(all, line{clean(strings.TrimSuffix(string(segment.Value(r.source)), "\n")), true})
	}
	return append(all, r.rule(width))
}

func (r reading) rule(width int) line {
	return line{text: r.screen.Paint(Dim, strings.Repeat("─", max(1, width)))}
}

// hang puts a mark before the first line, and as many spaces before the others.
func hang(mark string, lines []line) []line {
	for i, l := range lines {
		if !l.code && (i == 0 || l.text != "") {
			lines[i].text = mark + l.text
		}
		mark = strings.Repeat(" ", len(mark))
	}
	return lines
}

func screenLines(texts []string) []line {
	var all []line
	for _, t := range texts {
		all = append(all, line{text: t})
	}
	return all
}

// clean is text without what a terminal might obey. A tab is for those who
// indent code.
func clean(text string) string {
	parts := strings.Split(text, "\t")
	for i, part := range parts {
		parts[i] = quote.Terminal(part)
	}
	return strings.Join(parts, "\t")
}
