package render

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// codeView is what the template "code" sees of a block of code.
type codeView struct {
	Kind   string // do, undo, check, or the language
	Who    string // who pastes it; of do and undo only
	Takes  bool   // it takes something away
	Pieces []codePiece
}

// codePiece is a run of lines; those of the guard are the same in each block.
type codePiece struct {
	Guard bool
	HTML  template.HTML
}

// marked is the attribute under which a block of code has its codeView.
const marked = "hardbook"

// mark notes at each block of code of a step what the page shows of it.
func (w *writer) mark(doc ast.Node, source []byte, s stepText) {
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		f, ok := n.(*ast.FencedCodeBlock)
		if !ok {
			continue
		}
		kind := strings.TrimPrefix(info(f, source), "sh ")
		for _, b := range s.blocks {
			if b.Kind != kind {
				continue
			}
			before, after, _ := strings.Cut(b.Body, b.bare)
			f.SetAttributeString(marked, codeView{Kind: kind, Who: s.Who, Takes: b.takes(), Pieces: []codePiece{
				{true, codeHTML(before)}, {false, codeHTML(b.bare)}, {true, codeHTML(after)},
			}})
		}
	}
}

// takes reports whether a block takes something away.
func (b Block) takes() bool {
	return slices.ContainsFunc(b.commands, func(command string) bool {
		_, operation, _ := strings.Cut(command, " ")
		verb, _, _ := strings.Cut(operation, "-")
		return slices.Contains([]string{"deactivate", "delete", "detach", "disable", "disassociate", "release", "remove", "revoke", "terminate"}, verb)
	})
}

// codeBlocks renders blocks of code by the template "code".
type codeBlocks struct{ template *template.Template }

// RegisterFuncs is how goldmark learns of it.
func (c codeBlocks) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindFencedCodeBlock, c.render)
}

func (c codeBlocks) render(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	var shown codeView
	if noted, ok := n.AttributeString(marked); ok {
		shown, _ = noted.(codeView)
	} else {
		text := string(n.Lines().Value(source))
		kind := strings.TrimPrefix(info(n.(*ast.FencedCodeBlock), source), "sh ")
		shown = codeView{Kind: kind, Pieces: []codePiece{{false, codeHTML(text)}}}
		if kind == "sh" {
			block, err := newBlock(kind, text)
			if err != nil {
				return ast.WalkStop, fmt.Errorf("%q: %w", text, err)
			}
			shown.Takes = block.takes()
		}
	}
	return ast.WalkSkipChildren, c.template.Execute(w, shown)
}

// inert replaces what means something in the text of an HTML element.
var inert = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// codeHTML is code as it stands on the page, in HTML. A line that may be wider
// than a page is an element of its own, so that the style can mark where it goes
// on.
func codeHTML(code string) template.HTML {
	const narrow = 56 // characters that fit everywhere but on a phone: half a sheet of paper
	var b strings.Builder
	b.Grow(len(code) + len(code)/8)
	for line := range strings.Lines(code) {
		open, end := "", ""
		if len(line) > narrow {
			open, end = "<i>", "</i>"
		}
		b.WriteString(open)
		_, _ = inert.WriteString(&b, line) // a Builder takes all
		b.WriteString(end)
	}
	return template.HTML(b.String())
}

// plainTables renders a table whose head says nothing without one.
type plainTables struct{}

// RegisterFuncs is how goldmark learns of it.
func (p plainTables) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(extast.KindTableHeader, p.header)
}

func (plainTables) header(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	empty := plainText(n, source) == ""
	switch {
	case entering && empty:
		_, _ = w.WriteString("<tbody>\n")
		return ast.WalkSkipChildren, nil
	case entering:
		_, _ = w.WriteString("<thead>\n<tr>\n")
	case !empty:
		_, _ = w.WriteString("</tr>\n</thead>\n")
		if n.NextSibling() != nil {
			_, _ = w.WriteString("<tbody>\n")
		}
	}
	return ast.WalkContinue, nil
}
