// Package quote makes values inert where they are shown: in a shell, in Markdown and
// on a terminal. It imports nothing of this module.
package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Markdown makes plain Markdown text of a value: no character of it marks anything
// up, links anything or starts anything. Spaces around it are dropped: they
// too mean something in Markdown. What means nothing where it stands is left as
// it is, since the book is also read as plain text.
func Markdown(s string) string {
	var b strings.Builder
	s = strings.TrimFunc(Terminal(s), unicode.IsSpace)
	number := true // nothing but digits so far
	for i, c := range s {
		if marksUp(s, i, c, number) {
			b.WriteByte('\\')
		}
		number = number && '0' <= c && c <= '9'
		b.WriteRune(c)
	}
	return b.String()
}

// marksUp reports whether c, at s[i], could mean something in Markdown: in
// CommonMark, in tables, or to a reader that makes links of bare addresses.
func marksUp(s string, i int, c rune, afterNumber bool) bool {
	before, after := s[max(0, i-6):i], s[i+utf8.RuneLen(c):]
	follows := func(word string) bool {
		return len(before) >= len(word) && strings.EqualFold(before[len(before)-len(word):], word)
	}
	switch c {
	case '\\', '`', '*', '_', '[', ']', '<', '>', '|', '~', '&', '$', '@', '#':
		return true
	case '-', '+', '=':
		return i == 0
	case '!': // before a link it would make an image
		return after == ""
	case ':':
		return strings.HasPrefix(after, "//") || follows("mailto") || follows("xmpp")
	case '.', ')': // "www." is an address, "1." and "1)" start a list
		return follows("www") || afterNumber && i > 0 && (after == "" || strings.HasPrefix(after, " "))
	}
	return false
}

// Code makes a Markdown code span of a value, in as many backticks as it needs.
// A value with a bar in it becomes plain text: in a table a bar in a code span
// wants a backslash before it, elsewhere it must not have one.
func Code(s string) string {
	s = strings.TrimFunc(Terminal(s), unicode.IsSpace)
	if s == "" || strings.Contains(s, "|") {
		return Markdown(s)
	}
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
	if longest > 0 {
		s = " " + s + " "
	}
	return mark + s + mark
}
