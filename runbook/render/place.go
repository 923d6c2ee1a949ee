package render

import (
	"errors"
	"strings"
)

// place is where in a text one stands: as much as it takes to know how a value
// must be quoted there.
type place struct {
	shell     bool   // the whole text is commands, not Markdown
	fence     string // words after the opening fence; "" outside of one
	open      string // in commands: the quotes and parentheses that are open, innermost last; # is a comment
	span      int    // in Markdown: the backticks that opened a code span, or 0
	address   byte   // in Markdown: what ends the address of a link, or 0
	lineStart bool   // nothing but spaces stands before it on its line
}

// commands begins a text that is nothing but commands; prose one of Markdown.
var (
	commands = place{shell: true, lineStart: true}
	prose    = place{lineStart: true}
)

// at names the kind of place: "commands", "text", "link", "json" and "a block" (of
// anything else) are those in which some value can be printed.
func (p place) at() string {
	quoted := strings.HasSuffix(p.open, `"`) || strings.HasSuffix(p.open, `'`) || strings.HasSuffix(p.open, "#")
	switch {
	case (p.shell || p.isShell()) && quoted:
		return "inside quotes or a comment of commands"
	case p.shell, p.isShell():
		return "commands"
	case p.fence == "json":
		return "json"
	case p.fence != "":
		return "a block"
	case p.span > 0:
		return "a code span: use the function code"
	case p.address != 0:
		return "link"
	}
	return "text"
}

func (p place) isShell() bool { return p.fence == "sh" || strings.HasPrefix(p.fence, "sh ") }

// afterValue is the place after a printed value.
func (p place) afterValue() place {
	p.lineStart = false
	return p
}

// after is the place after some more text.
func (p place) after(text string) (place, error) {
	for text != "" {
		line, rest, whole := strings.Cut(text, "\n")
		if isFence := !p.shell && p.lineStart && strings.HasPrefix(strings.TrimLeft(line, " "), fence); isFence {
			if p.open != "" {
				return p, errors.New("a quote is still open where the block of code ends")
			}
			if p.fence != "" {
				p.fence = ""
			} else if p.fence = strings.TrimLeft(line, " `"); p.fence == "" {
				p.fence = "text"
			}
		} else if err := p.line(line); err != nil {
			return p, err
		}
		p.lineStart = p.lineStart && strings.TrimSpace(line) == ""
		if whole {
			p.open = strings.TrimSuffix(p.open, "#")
			p.lineStart, p.address = true, 0
			if strings.TrimSpace(line) == "" {
				p.span = 0 // the paragraph ends
			}
		}
		text = rest
	}
	return p, nil
}

// line goes on within one line.
func (p *place) line(s string) error {
	if !p.shell && (strings.Contains(s, "~~~") || strings.Contains(s, fence)) {
		return errors.New("a block of code must begin on a line of its own, with " + fence)
	}
	if p.shell || p.isShell() {
		return p.command(s)
	}
	if p.fence != "" {
		return nil
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '`':
			run := len(s[i:]) - len(strings.TrimLeft(s[i:], "`"))
			if p.span == 0 {
				p.span = run
			} else if p.span == run {
				p.span = 0
			}
			i += run - 1
		case p.span > 0:
		case c == '\\':
			i++
		case c == p.address, p.address == ')' && c == ' ':
			p.address = 0
		case strings.HasPrefix(s[i:], "]("):
			p.address = ')'
		case c == '<' && i+1 < len(s) && s[i+1] != ' ':
			p.address = '>'
		}
	}
	return nil
}

// command goes on within one line of commands.
func (p *place) command(s string) error {
	for i := 0; i < len(s); i++ {
		top := byte(0)
		if p.open != "" {
			top = p.open[len(p.open)-1]
		}
		c := s[i]
		switch {
		case top == '#':
			return nil
		case top == '\'' && c != '\'':
		case c == '\\':
			i++
		case c == '`':
			return errors.New("a backtick in commands: write $(…)")
		case c == top && (c == '\'' || c == '"'), c == ')' && top == '(':
			p.open = p.open[:len(p.open)-1]
		case top == '"' && c != '"' && !strings.HasPrefix(s[i:], "$("):
		case top == '"':
			p.open += "("
			i++
		case c == '\'', c == '"', c == '(':
			p.open += string(c)
		case c == '<' && strings.HasPrefix(s[i:], "<<"):
			return errors.New("a here-document in commands: use printf")
		case c == '#' && (i == 0 && p.lineStart || i > 0 && strings.ContainsRune(" \t;(", rune(s[i-1]))):
			p.open += "#"
		}
	}
	return nil
}
