//go:build loop

package loop

import (
	"slices"
	"strings"
)

// unknown stands in a word for what a shell puts there only when it runs.
const unknown = "~unknown~"

// A simple is one simple command: the line that it begins in, and its words as
// the shell would hand them on.
type simple struct {
	line  int
	words []string
}

// simples are the simple commands of a script, those inside $(…) and of every
// branch as well. It reads as much of the shell's grammar as the book uses: no
// backticks and no here-documents, which TestHazards holds.
func simples(script string) []simple {
	p := parser{text: script}
	p.list()
	return p.found
}

type parser struct {
	text  string
	at    int
	found []simple
}

// list reads commands up to the parenthesis that closes them, or the end.
func (p *parser) list() {
	now := simple{}
	end := func() {
		if len(now.words) > 0 {
			p.found = append(p.found, now)
		}
		now = simple{}
	}
	defer end()
	for p.at < len(p.text) {
		switch c := p.text[p.at]; c {
		case ' ', '\t':
			p.at++
		case '\n', ';', '&', '|':
			p.at++
			end()
		case '(':
			p.at++
			end()
			p.list()
		case ')':
			p.at++
			return
		case '#':
			for p.at < len(p.text) && p.text[p.at] != '\n' {
				p.at++
			}
		case '<', '>':
			p.at++
			p.at += len(p.text[p.at:]) - len(strings.TrimLeft(p.text[p.at:], "<>&| "))
			p.word() // the file
		default:
			if len(now.words) == 0 {
				now.line = strings.Count(p.text[:p.at], "\n") + 1
			}
			word := p.word()
			if descriptor := strings.Trim(word, "0123456789") == "" && p.at < len(p.text) && strings.ContainsRune("<>", rune(p.text[p.at])); !descriptor && word != "\\\n" {
				now.words = append(now.words, word)
			}
		}
	}
}

// word reads one word.
func (p *parser) word() string {
	var word strings.Builder
	for p.at < len(p.text) && !strings.ContainsRune(" \t\n;&|()<>", rune(p.text[p.at])) {
		switch p.text[p.at] {
		case '\'':
			quoted, _, _ := strings.Cut(p.text[p.at+1:], "'")
			word.WriteString(quoted)
			p.at += len(quoted) + 2
		case '"':
			for p.at++; p.at < len(p.text) && p.text[p.at] != '"'; {
				word.WriteString(p.char(`"\$`))
			}
			p.at++
		default:
			word.WriteString(p.char(""))
		}
	}
	return word.String()
}

// char reads one character outside of single quotes, or what stands for some. A
// backslash takes the meaning from any character, or from these alone.
func (p *parser) char(quotable string) string {
	rest := p.text[p.at:]
	switch {
	case strings.HasPrefix(rest, "\\\n"):
		p.at += 2
		return ""
	case rest[0] == '\\' && len(rest) > 1 && (quotable == "" || strings.Contains(quotable, rest[1:2])):
		p.at += 2
		return rest[1:2]
	case strings.HasPrefix(rest, "$("):
		p.at += 2
		p.list()
		return unknown
	case strings.HasPrefix(rest, "${"):
		inside, _, _ := strings.Cut(rest, "}")
		p.at += len(inside) + 1
		return unknown
	case rest[0] == '$' && len(rest) > 1 && strings.ContainsAny(rest[1:2], "@*#?$!-0123456789"):
		p.at += 2
		return unknown
	case rest[0] == '$' && len(rest) > 1 && named(rest[1]):
		name := rest[1:]
		p.at += 1 + len(name) - len(strings.TrimLeftFunc(name, func(r rune) bool { return r < 128 && named(byte(r)) }))
		return unknown
	}
	p.at++
	return rest[:1]
}

// named reports whether a byte can be in the name of a variable.
func named(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// calls are the words after aws in the commands of a script that have it among
// their words: after an assignment, a reserved word or ok_if, too. Functions of
// collect.sh hand their last words to aws.
func calls(script string) []simple {
	handing := map[string]int{"ask": 3, "items": 3, "wait_until": 4}
	var found []simple
	for _, s := range simples(script) {
		first := slices.IndexFunc(s.words, func(word string) bool { return word == "aws" || handing[word] > 0 })
		if first < 0 {
			continue
		}
		skip := max(1, handing[s.words[first]])
		if words := s.words[min(first+skip, len(s.words)):]; len(words) > 1 && words[0] != unknown {
			found = append(found, simple{s.line, words})
		}
	}
	return found
}
