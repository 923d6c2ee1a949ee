package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"text/template"
	"text/template/parse"
	"unicode"

	"hardbook/runbook/evidence"
)

// fence opens and closes a block of code in Markdown.
const fence = "```"

// escape makes every value that a template prints inert: inside a code fence
// it becomes one word of a shell, outside it becomes plain Markdown text. So a
// template cannot forget to quote. Functions that quote by themselves are left
// alone.
func escape(t *template.Template) {
	inFence := false
	walk(t.Root, func(n parse.Node) {
		switch n := n.(type) {
		case *parse.TextNode:
			if strings.Count(string(n.Text), fence)%2 == 1 {
				inFence = !inFence
			}
		case *parse.ActionNode:
			if len(n.Pipe.Decl) > 0 || quotes(n.Pipe) {
				return
			}
			quoter := "md"
			if inFence {
				quoter = "sh"
			}
			call := &parse.CommandNode{NodeType: parse.NodeCommand, Args: []parse.Node{parse.NewIdentifier(quoter).SetTree(t.Tree).SetPos(n.Pos)}}
			n.Pipe.Cmds = append(n.Pipe.Cmds, call)
		}
	})
}

// quotes reports whether a pipeline ends in a function that quotes.
func quotes(p *parse.PipeNode) bool {
	last := p.Cmds[len(p.Cmds)-1].Args[0]
	name, ok := last.(*parse.IdentifierNode)
	if !ok {
		return false
	}
	switch name.Ident {
	case "sh", "md", "code", "policy", "policyJSON", "checks", "raw", "anchor":
		return true
	}
	return false
}

// walk visits the nodes of a template in the order of its text.
func walk(n parse.Node, visit func(parse.Node)) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n != nil {
			for _, child := range n.Nodes {
				walk(child, visit)
			}
		}
		return
	case *parse.IfNode:
		walk(n.List, visit)
		walk(n.ElseList, visit)
		return
	case *parse.RangeNode:
		walk(n.List, visit)
		walk(n.ElseList, visit)
		return
	case *parse.WithNode:
		walk(n.List, visit)
		walk(n.ElseList, visit)
		return
	}
	visit(n)
}

// clean replaces what no terminal, page or shell should be sent: control
// characters and the invisible marks that reorder text.
func clean(s string) string {
	return strings.Map(func(c rune) rune {
		if c == unicode.ReplacementChar || unicode.IsPrint(c) {
			return c
		}
		return unicode.ReplacementChar
	}, s)
}

// sh makes one shell word of a value.
func sh(v any) string { return evidence.Quote(clean(fmt.Sprint(v))) }

// md makes plain Markdown text of a value: no character of it marks anything
// up, links anything or starts anything.
func md(v any) string {
	var b strings.Builder
	s := clean(fmt.Sprint(v))
	for i, c := range s {
		if strings.ContainsRune("\\`*_{}[]<>()#!|~&@:$\"'", c) || i == 0 && strings.ContainsRune("-+=", c) ||
			c == '.' && (strings.HasSuffix(strings.ToLower(s[:i]), "www") || isNumber(s[:i])) {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// isNumber reports whether s is all digits: "1." would start a list.
func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// code makes a Markdown code span of a value, in as many backticks as it needs.
func code(v any) string {
	s := clean(fmt.Sprint(v))
	run, longest := 0, 0
	for _, c := range s {
		if c == '`' {
			run++
			longest = max(longest, run)
		} else {
			run = 0
		}
	}
	mark := strings.Repeat("`", longest+1)
	if longest > 0 || strings.HasPrefix(s, " ") || s == "" {
		s = " " + s + " "
	}
	return mark + strings.ReplaceAll(s, "|", "\\|") + mark
}

// compact is a JSON document on one line.
func compact(document []byte) (string, error) {
	var b bytes.Buffer
	err := json.Compact(&b, document)
	return b.String(), err
}
