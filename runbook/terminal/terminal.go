// Package terminal writes for people who sit at one: text that is wrapped at
// its width, and Markdown that is readable there. What goes to a file or to
// another program is neither wrapped nor coloured.
package terminal

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"
)

// A Screen is what text is written to. The zero Screen is no terminal.
type Screen struct {
	Width  int  // columns to wrap at; 0 means not to wrap
	Colour bool // colours and bold type are wanted
	Moves  bool // text can be drawn over and cleared
}

// Of is the screen behind w: one with a width where w is a terminal. It has
// colour unless NO_COLOR is set or TERM says that it has none.
func Of(w io.Writer) Screen {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return Screen{}
	}
	moves := os.Getenv("TERM") != "dumb" && obeysEscapes(f)
	return Screen{Width: width(f), Colour: moves && os.Getenv("NO_COLOR") == "", Moves: moves}
}

// width is how many columns a terminal has: what it says itself, else what
// COLUMNS says, else 80.
func width(f *os.File) int {
	if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 {
		return columns
	}
	if columns, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && columns > 0 {
		return columns
	}
	return 80
}

// A Style is a way to paint text.
type Style string

// The styles. Green, Red and Yellow never carry a meaning alone.
const (
	Bold   Style = "1;22" // what turns it on; what turns it off, and nothing else
	Dim    Style = "2;22"
	Red    Style = "31;39"
	Green  Style = "32;39"
	Yellow Style = "33;39"
	Cyan   Style = "36;39"
)

// Paint is text in a style, where the screen has colour. Each word is painted
// by itself, so that a line can be broken between any two.
func (s Screen) Paint(style Style, text string) string {
	if !s.Colour {
		return text
	}
	on, off, _ := strings.Cut(string(style), ";")
	words := strings.Split(text, " ")
	for i, word := range words {
		if word != "" {
			words[i] = "\x1b[" + on + "m" + word + "\x1b[" + off + "m"
		}
	}
	return strings.Join(words, " ")
}

// Passing writes a line that the next one takes the place of, where the screen can be
// drawn over. An empty one wipes it away.
func (s Screen) Passing(w io.Writer, text string) {
	if s.Moves {
		fmt.Fprint(w, "\r"+RestOfRow+s.Paint(Dim, text))
	}
}

// RestOfRow wipes what stands in a row after the cursor.
const RestOfRow = "\x1b[K"
