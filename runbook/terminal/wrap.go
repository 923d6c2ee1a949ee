package terminal

import (
	"strings"

	"github.com/rivo/uniseg"
)

// Width is how many columns text takes: two for a wide character, none for an
// accent that joins the letter before it, none for the codes of Paint.
func Width(text string) int {
	return uniseg.StringWidth(unpainted(text))
}

// unpainted is text without the codes of Paint. No other text has such codes: an
// escape in it was made inert.
func unpainted(text string) string {
	first, rest, _ := strings.Cut(text, "\x1b")
	for part := range strings.SplitSeq(rest, "\x1b") {
		_, after, _ := strings.Cut(part, "m")
		first += after
	}
	return first
}

// Pad is text with spaces after it, up to a width.
func Pad(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-Width(text)))
}

// Fill breaks text between words into lines of at most width columns. A word
// that is wider has a line of its own, and stays whole: an address or a name
// that is broken can be neither clicked nor copied. A width of 0 means one line.
func Fill(text string, width int) []string {
	return fill(text, width, func(word string) []string { return []string{word} })
}

// Wrap is Fill for text that must not be wider, such as a column of a table:
// where it must, it breaks a word too.
func Wrap(text string, width int) []string {
	return fill(text, width, func(word string) []string { return pieces(word, width) })
}

func fill(text string, width int, split func(string) []string) []string {
	if width <= 0 {
		return []string{text}
	}
	var lines []string
	line := ""
	for word := range strings.SplitSeq(text, " ") {
		if line != "" && Width(line)+1+Width(word) <= width {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, strings.TrimRight(line, " "))
		}
		broken := split(word)
		lines = append(lines, broken[:len(broken)-1]...)
		line = broken[len(broken)-1]
	}
	return append(lines, strings.TrimRight(line, " "))
}

// pieces breaks a word into pieces of at most width columns, if it can after a
// mark that stands between the parts of a name. Its paint is lost then.
func pieces(word string, width int) []string {
	if Width(word) <= width {
		return []string{word}
	}
	word = unpainted(word)
	var all []string
	for Width(word) > width {
		end, mark, used := 0, 0, 0
		for g := uniseg.NewGraphemes(word); g.Next(); {
			if used += g.Width(); used > width && end > 0 {
				break
			}
			_, end = g.Positions()
			if used > width/2 && strings.ContainsAny(g.Str(), ":/,._-") {
				mark = end
			}
		}
		if mark > 0 {
			end = mark
		}
		all = append(all, word[:end])
		word = word[end:]
	}
	return append(all, word)
}

// narrow is the least width of a column of text that is good to read.
const narrow = 28

// Row is one entry of a list: its first columns, and text that has the last one
// to itself. On a screen too narrow for that the text stands below them.
func (s Screen) Row(first, text string) string {
	if s.Width == 0 {
		return first + text + "\n"
	}
	indent := Width(first)
	if s.Width-indent >= narrow {
		return first + strings.Join(Wrap(text, s.Width-indent), "\n"+strings.Repeat(" ", indent)) + "\n"
	}
	bare := strings.Trim(first, " ")
	lead := strings.Index(first, bare)
	return s.indented(bare, lead) + s.indented(text, min(6, s.Width/4))
}

// indented are the lines of a text, each after so many spaces.
func (s Screen) indented(text string, spaces int) string {
	before := strings.Repeat(" ", spaces)
	return before + strings.Join(Wrap(text, s.Width-spaces), "\n"+before) + "\n"
}
