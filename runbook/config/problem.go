package config

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Problem is one thing wrong with a config file. Its members are safe to
// print: text from the file is quoted and shortened.
type Problem struct {
	File  string // the file, as the caller named it
	Line  int    // where, from 1
	Key   string // what it is about, such as "account.id" or "notify[0]"; "" for the file as a whole
	Value string // the value found, quoted; "" when there is none to show
	What  string // what is wrong with it
	Hint  string // what to do about it
}

// String is the problem on one line, without the hint.
func (p Problem) String() string {
	s := fmt.Sprintf("%s:%d: ", p.File, p.Line)
	if p.Key != "" {
		s += p.Key + ": "
	}
	if p.Value != "" {
		s += p.Value + " "
	}
	return s + p.What
}

// Error is everything wrong with a config file, by line.
type Error struct{ Problems []Problem }

// Error is one line a problem.
func (e *Error) Error() string {
	var lines []string
	for _, p := range e.Problems {
		lines = append(lines, p.String())
	}
	return strings.Join(lines, "\n")
}

// Hint says what to do, one line a problem; with several problems each line
// names its own.
func (e *Error) Hint() string {
	if len(e.Problems) == 1 {
		return e.Problems[0].Hint
	}
	var lines []string
	for _, p := range e.Problems {
		lines = append(lines, fmt.Sprintf("line %d: %s", p.Line, p.Hint))
	}
	return strings.Join(slices.Compact(lines), "\n")
}

// maxProblems keeps a file that is no config at all from filling the screen.
const maxProblems = 50

// newError sorts problems by line; nil when there are none.
func newError(problems []Problem) error {
	if len(problems) == 0 {
		return nil
	}
	slices.SortStableFunc(problems, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
	if len(problems) > maxProblems {
		last := problems[maxProblems]
		problems = append(problems[:maxProblems:maxProblems], Problem{
			File: last.File,
			Line: last.Line,
			What: "there are more problems from here on",
			Hint: "mend the first ones, then try again",
		})
	}
	return &Error{Problems: problems}
}

// quoted makes text from a file fit for a terminal: control and invisible
// characters are escaped, and what is long is cut.
func quoted(s string) string {
	const longest = 60
	if runes := []rune(s); len(runes) > longest {
		s = string(runes[:longest-1]) + "…"
	}
	return strconv.Quote(s)
}

// printable is s, quoted only where something in it cannot be printed.
func printable(s string) string {
	if strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return strconv.Quote(s)
	}
	return s
}

// join is the key of name below parent. A name that is not an ordinary word
// is quoted, so that it cannot pose as something else in a message.
func join(parent, name string) string {
	word := len(name) > 0 && len(name) <= 40 && strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == ""
	if !word {
		name = quoted(name)
	}
	if parent == "" {
		return name
	}
	return parent + "." + name
}
