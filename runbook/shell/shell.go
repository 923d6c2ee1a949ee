// Package shell reads scripts as a POSIX shell does, to say which commands are in
// them.
package shell

import (
	"fmt"
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// Unknown stands in a word for what a shell puts there only when it runs.
const Unknown = "~unknown~"

// A Command is one simple command: the line that it begins in, from 1, and its
// words as the shell would hand them on.
type Command struct {
	Line  int
	Words []string
}

// Commands are the simple commands of a script, in the order in which they begin:
// those inside $(…) and of every branch as well. A script whose first line asks for
// bash may use what only bash has. It fails when a shell would not take the script.
func Commands(script string) ([]Command, error) {
	language := syntax.LangPOSIX
	if first, _, _ := strings.Cut(script, "\n"); strings.HasPrefix(first, "#!") && strings.HasSuffix(first, "bash") {
		language = syntax.LangBash
	}
	file, err := syntax.NewParser(syntax.Variant(language)).Parse(strings.NewReader(script), "")
	if err != nil {
		return nil, fmt.Errorf("no shell takes these commands: line %w", err)
	}
	var all []Command
	syntax.Walk(file, func(n syntax.Node) bool {
		if call, ok := n.(*syntax.CallExpr); ok && len(call.Args) > 0 {
			c := Command{Line: int(call.Args[0].Pos().Line())}
			for _, word := range call.Args {
				c.Words = append(c.Words, said(word.Parts))
			}
			all = append(all, c)
		}
		return true
	})
	return all, nil
}

// said is what parts of a word come to.
func said(parts []syntax.WordPart) string {
	var word strings.Builder
	for _, part := range parts {
		switch p := part.(type) {
		case *syntax.Lit:
			word.WriteString(unescaped(p.Value, ""))
		case *syntax.SglQuoted:
			word.WriteString(p.Value)
		case *syntax.DblQuoted:
			for _, inner := range p.Parts {
				if lit, ok := inner.(*syntax.Lit); ok {
					word.WriteString(unescaped(lit.Value, "\"\\$`\n"))
				} else {
					word.WriteString(Unknown)
				}
			}
		default:
			word.WriteString(Unknown)
		}
	}
	return word.String()
}

// unescaped takes the backslashes away that quote a character: any, or, inside of
// double quotes, one of these.
func unescaped(text, quotable string) string {
	if !strings.Contains(text, `\`) {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' && i+1 < len(text) && (quotable == "" || strings.IndexByte(quotable, text[i+1]) >= 0) {
			if i++; text[i] == '\n' {
				continue // the line goes on
			}
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

// AWS is the command of AWS that a command runs, "iam create-user", with its
// options, "--user-name": behind other words, too, such as those of a function that
// hands the rest on. "" means none, or one that only the running shell knows.
func (c Command) AWS() (command string, options []string) {
	at := slices.Index(c.Words, "aws")
	if at < 0 || at+2 >= len(c.Words) {
		return "", nil
	}
	rest := c.Words[at+1:]
	for _, word := range rest[2:] {
		if name, _, _ := strings.Cut(word, "="); strings.HasPrefix(name, "--") {
			options = append(options, name)
		}
	}
	return rest[0] + " " + rest[1], options
}
