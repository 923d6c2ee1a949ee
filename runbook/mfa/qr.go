package mfa

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"strings"

	"github.com/boombuler/barcode/qr"
)

// A QR is a picture that an authenticator app scans. It holds the seed.
type QR struct{ dark [][]bool }

// quiet is the width of the light frame that a QR code needs, in dots.
const quiet = 4

// QR is the seed's address as a picture. It fails where issuer and account are
// too long.
func (s Seed) QR() (QR, error) {
	if s.secret == "" {
		return QR{}, errors.New("there is no seed")
	}
	// L, the lightest correction of errors, fits a terminal best, and a screen
	// has no stains.
	drawn, err := qr.Encode(s.Address(), qr.L, qr.Unicode)
	if err != nil {
		return QR{}, errors.New("the picture would be too large: take a shorter account or issuer")
	}
	size := drawn.Bounds().Dx()
	q := QR{make([][]bool, size+2*quiet)}
	for y := range q.dark {
		q.dark[y] = make([]bool, size+2*quiet)
	}
	for y := range size {
		for x := range size {
			q.dark[y+quiet][x+quiet] = drawn.At(x, y) == color.Black
		}
	}
	return q, nil
}

// Size is how many columns and lines of a terminal the picture takes.
func (q QR) Size() (columns, lines int) { return len(q.dark), (len(q.dark) + 1) / 2 }

// Text draws the picture with two dots to a character. With colour, black and
// white are asked for by name, so that it is the same on a dark and on a light
// terminal. Without, it is drawn for a dark one.
func (q QR) Text(colour bool) string {
	var b strings.Builder
	for y := 0; y < len(q.dark); y += 2 {
		if colour {
			b.WriteString("\x1b[38;5;16;48;5;231m") // black on white, of the part of the palette that no theme changes
		}
		for x := range q.dark[y] {
			upper, lower := q.dark[y][x], y+1 < len(q.dark) && q.dark[y+1][x]
			if !colour { // what is drawn is what shines
				upper, lower = !upper, !lower
			}
			b.WriteString(halves(upper, lower))
		}
		if colour {
			b.WriteString("\x1b[0m")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func halves(upper, lower bool) string {
	switch {
	case upper && lower:
		return "█"
	case upper:
		return "▀"
	case lower:
		return "▄"
	}
	return " "
}

// dot is the width of a dot in the PNG, in pixels.
const dot = 8

// PNG is the picture as a file, black on white. It holds nothing else: no time
// and no name of a program.
func (q QR) PNG() ([]byte, error) {
	side := len(q.dark) * dot
	picture := image.NewPaletted(image.Rect(0, 0, side, side), color.Palette{color.White, color.Black})
	for y := range side {
		for x := range side {
			if q.dark[y/dot][x/dot] {
				picture.SetColorIndex(x, y, 1)
			}
		}
	}
	var b bytes.Buffer
	err := png.Encode(&b, picture)
	return b.Bytes(), err
}
