package mfa

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hardbook/runbook/testneeds"
)

// scan is what an independent program reads from a picture.
func scan(t *testing.T, picture []byte) string {
	t.Helper()
	zbar := testneeds.Program(t, "zbarimg")
	file := filepath.Join(t.TempDir(), "qr.png")
	if err := os.WriteFile(file, picture, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(zbar, "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", file).Output()
	if err != nil {
		t.Fatalf("zbarimg: %v", err)
	}
	return strings.TrimSuffix(string(out), "\n")
}

// TestQR: the picture holds the address, as a file and in the terminal, from the
// smallest seed to the largest that fits.
func TestQR(t *testing.T) {
	for _, s := range []Seed{
		seedOf(t, 10, ""),
		seedOf(t, 20, "&issuer=Amazon%20Web%20Services"),
		seedOf(t, 40, "&issuer=AWS&digits=8&period=60&algorithm=SHA512"),
		seedOf(t, 64, "&issuer="+strings.Repeat("%C3%B6", 100)),
	} {
		q, err := s.QR()
		if err != nil {
			t.Fatal(err)
		}
		file, err := q.PNG()
		if err != nil {
			t.Fatal(err)
		}
		if got := scan(t, file); got != s.Address() {
			t.Errorf("the file holds %q, not %q", got, s.Address())
		}
		for _, colour := range []bool{false, true} {
			if got := scan(t, look(t, q, colour)); got != s.Address() {
				t.Errorf("the terminal (colour: %v) shows %q, not %q", colour, got, s.Address())
			}
		}
		again, err := q.PNG()
		if err != nil || !bytes.Equal(file, again) {
			t.Errorf("the second file is another: %v", err)
		}
	}
	if _, err := seedOf(t, 20, "&issuer="+strings.Repeat("x", 1500)).QR(); err == nil || partOf(err.Error()) != "" {
		t.Errorf("too large a picture: %v", err)
	}
}

// look is a photo of the picture as a terminal draws it: with colour, black
// characters on white; without, as a dark terminal does, light on black.
func look(t *testing.T, q QR, colour bool) []byte {
	t.Helper()
	columns, rows := q.Size()
	text := strings.Split(strings.TrimSuffix(q.Text(colour), "\n"), "\n")
	if len(text) != rows {
		t.Fatalf("%d lines, not %d", len(text), rows)
	}
	ink, paper := color.Gray{255}, color.Gray{0}
	if colour {
		ink, paper = paper, ink
	}
	photo := image.NewGray(image.Rect(0, 0, columns*dot, rows*2*dot))
	for row, line := range text {
		if colour {
			var on, off bool
			line, on = strings.CutPrefix(line, "\x1b[38;5;16;48;5;231m")
			line, off = strings.CutSuffix(line, "\x1b[0m")
			if !on || !off {
				t.Fatalf("line %d is not black on white", row)
			}
		}
		cells := []rune(line)
		if len(cells) != columns {
			t.Fatalf("line %d has %d columns, not %d: %q", row, len(cells), columns, line)
		}
		for x := range columns * dot {
			for y := range 2 * dot {
				c := paper
				if full := cells[x/dot] == '█'; full || cells[x/dot] == '▀' && y < dot || cells[x/dot] == '▄' && y >= dot {
					c = ink
				}
				photo.SetGray(x, row*2*dot+y, c)
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, photo); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
