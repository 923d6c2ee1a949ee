package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"hardbook/runbook"
	"hardbook/runbook/evidence"
)

// sh makes one shell word of a value.
func sh(v any) string { return evidence.Quote(runbook.Clean(fmt.Sprint(v))) }

// plain is a value as it stands in a block of code: on one line, not quoted.
func plain(v any) string { return runbook.Clean(fmt.Sprint(v)) }

// md makes plain Markdown text of a value: no character of it marks anything
// up, links anything or starts anything. Spaces around it are dropped: they
// too mean something in Markdown. What means nothing where it stands is left as
// it is, since the book is also read as plain text.
func md(v any) string {
	var b strings.Builder
	s := strings.TrimFunc(runbook.Clean(fmt.Sprint(v)), unicode.IsSpace)
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

// code makes a Markdown code span of a value, in as many backticks as it needs.
// A value with a bar in it becomes plain text: in a table a bar in a code span
// wants a backslash before it, elsewhere it must not have one.
func code(v any) string {
	s := strings.TrimFunc(runbook.Clean(fmt.Sprint(v)), unicode.IsSpace)
	if s == "" || strings.Contains(s, "|") {
		return md(s)
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

// setPolicy are the lines of a shell that put a policy document into $policy, a
// statement a line: a terminal may drop the end of a line over 4,096 bytes.
func setPolicy(document []byte) (string, error) {
	line, err := compact(document)
	if err != nil {
		return "", err
	}
	var lines []string
	before := ""
	for piece := range strings.SplitAfterSeq(line, "},{") {
		lines = append(lines, "policy="+before+evidence.Quote(piece))
		before = "$policy"
	}
	return strings.Join(lines, "\n"), nil
}

// compact is a JSON document on one line.
func compact(document []byte) (string, error) {
	var b bytes.Buffer
	err := json.Compact(&b, document)
	return b.String(), err
}
