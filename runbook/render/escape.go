package render

import (
	"errors"
	"fmt"
	"text/template"
	"text/template/parse"
)

// fence opens and closes a block of code in Markdown.
const fence = "```"

// escape makes every value that a template prints inert: inside commands it
// becomes one word of a shell, elsewhere plain Markdown text. So a template
// cannot forget to quote. Where that would not be enough (between quotes, in
// the address of a link) printing a value is an error. The template is
// Markdown, or, where start says so, commands from its first line on.
func escape(t *template.Template, start place) error {
	if len(t.Templates()) > 1 {
		return errors.New("a template cannot define others: write the text out")
	}
	e := escaper{tree: t.Tree}
	end := e.walk(t.Root, start, start)
	if end.at() != start.at() {
		e.wrong = append(e.wrong, fmt.Errorf("a block of code, a quote or a link is left open (%s)", end.at()))
	}
	return errors.Join(e.wrong...)
}

type escaper struct {
	tree  *parse.Tree
	wrong []error
}

func (e *escaper) bad(n parse.Node, format string, args ...any) {
	where, _ := e.tree.ErrorContext(n)
	e.wrong = append(e.wrong, fmt.Errorf("%s: %s", where, fmt.Sprintf(format, args...)))
}

// walk goes through a template in the order of its text, and returns the place
// it ends in. Loop is where the loop around it begins.
func (e *escaper) walk(n parse.Node, p, loop place) place {
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return p
		}
		for _, child := range n.Nodes {
			p = e.walk(child, p, loop)
		}
	case *parse.IfNode:
		return e.branches(n, &n.BranchNode, p, loop)
	case *parse.WithNode:
		return e.branches(n, &n.BranchNode, p, loop)
	case *parse.RangeNode:
		return e.branches(n, &n.BranchNode, p, p)
	case *parse.BreakNode, *parse.ContinueNode:
		if p.at() != loop.at() {
			e.bad(n, "the loop is left inside a block of code, a quote or a link")
		}
	case *parse.TextNode:
		next, err := p.after(string(n.Text))
		if err != nil {
			e.bad(n, "%s", err)
		}
		return next
	case *parse.ActionNode:
		if len(n.Pipe.Decl) > 0 {
			return p
		}
		e.print(n, p)
		return p.afterValue()
	case *parse.TemplateNode:
		e.bad(n, "a template cannot call another")
	}
	return p
}

// branches walks both ways, which must lead to the same place.
func (e *escaper) branches(n parse.Node, b *parse.BranchNode, p, loop place) place {
	one, other := e.walk(b.List, p, loop), e.walk(b.ElseList, p, loop)
	if one.at() != other.at() {
		e.bad(n, "a block of code, a quote or a link begins or ends in one branch only")
	}
	one.lineStart = one.lineStart && other.lineStart
	return one
}

// print makes sure that a value is printed by a function that fits its place,
// and adds the usual one where there is none.
func (e *escaper) print(n *parse.ActionNode, p place) {
	last := ""
	if name, ok := n.Pipe.Cmds[len(n.Pipe.Cmds)-1].Args[0].(*parse.IdentifierNode); ok {
		last = name.Ident
	}
	fits := map[string][]string{
		"commands": {"sh", "commands", "policy", "regions", "setPolicy", "alertDo", "alertUndo", "setBudget", "setRole", "deleteRole", "ownAdmin", "alertNeeds", "stopIfAbsent", "setTopic", "setBucket", "needJQ"},
		"text":     {"md", "code", "checks", "alertElsewhere", "chapters"},
		"link":     {"anchor"},
		"json":     {"policyJSON", "alertPattern"},
		"a block":  {"plain"},
	}
	usual := map[string]string{"commands": "sh", "text": "md", "a block": "plain"}
	if last == "raw" { // made inert before
		return
	}
	for kind, functions := range fits {
		for _, f := range functions {
			if f != last {
				continue
			}
			if kind != p.at() {
				e.bad(n, "%s cannot be used here (%s)", last, p.at())
			}
			return
		}
	}
	quoter := usual[p.at()]
	if quoter == "" || quoter == "plain" && p.lineStart {
		e.bad(n, "a value cannot be printed here (%s)", p.at())
		return
	}
	call := &parse.CommandNode{NodeType: parse.NodeCommand, Args: []parse.Node{parse.NewIdentifier(quoter).SetTree(e.tree).SetPos(n.Pos)}}
	n.Pipe.Cmds = append(n.Pipe.Cmds, call)
}
