package render

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// anchor is the fragment that Markdown readers make of a heading, in any
// language: in runbook.html it is the heading's id.
func anchor(heading string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == ' ':
			return '-'
		case unicode.IsLetter(c), unicode.IsNumber(c), unicode.IsMark(c), c == '-', c == '_':
			return unicode.ToLower(c)
		}
		return -1
	}, strings.TrimSpace(heading))
}

// anchors hands out the ids of a page's headings: each once, a second one of
// the same words with a number behind it.
type anchors map[string]bool

// Generate makes the id of a heading.
func (a anchors) Generate(heading []byte, _ ast.NodeKind) []byte {
	base := anchor(string(heading))
	id := base
	for i := 1; a[id]; i++ {
		id = fmt.Sprintf("%s-%d", base, i)
	}
	a[id] = true
	return []byte(id)
}

// Put takes note of an id that stands in the text.
func (a anchors) Put(id []byte) { a[string(id)] = true }
