package terminal

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

const arn = "arn:aws:cloudformation:ap-southeast-2:111122223333:stack/a-very-long-name-of-a-stack-that-somebody-chose/0f1e2d3c"

// texts are hard to lay out: long names, wide characters, accents that join the
// letter before them, signs of several code points.
func texts() []string {
	return []string{
		"", " ", "word", "two  spaces stay",
		"the topic " + arn + " waits for you@example.com to click the link",
		strings.Repeat("東京タワー", 40) + " is the name of a bucket",
		"e\u0301" + strings.Repeat("ne\u0301e ", 60),
		"👨‍👩‍👧 🇩🇪 ⚠️ " + strings.Repeat("👍🏽", 90),
		strings.Repeat("x", 500),
		"a\u00a0b\u3000c " + strings.Repeat("\u00a0", 300),
	}
}

// TestWrap: no line is wider than the screen, and no character is lost.
func TestWrap(t *testing.T) {
	for _, width := range []int{1, 2, 7, 40, 80, 200} {
		for _, text := range texts() {
			lines := Wrap(text, width)
			for _, line := range lines {
				if w := Width(line); w > width && w > 2 { // one wide character needs two
					t.Errorf("%d columns, not %d: %q", w, width, line)
				}
			}
			bare := func(s string) string { return strings.ReplaceAll(s, " ", "") }
			if got := bare(strings.Join(lines, "")); got != bare(text) {
				t.Errorf("at %d: got %q, want %q", width, got, text)
			}
		}
	}
}

// TestWrapBreaks: a word is broken only where it must be, and then after a mark.
func TestWrapBreaks(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  []string
	}{
		{"see arn:aws:iam::111122223333:root now", 31, []string{"see", "arn:aws:iam::111122223333:root", "now"}},
		{"see arn:aws:iam::111122223333:root now", 28, []string{"see", "arn:aws:iam::111122223333:", "root now"}},
		{"abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		{"東京 tower", 5, []string{"東京", "tower"}},
		{"東京タワー", 5, []string{"東京", "タワ", "ー"}},
		{"keeps  two  spaces", 80, []string{"keeps  two  spaces"}},
		{"one line " + arn, 0, []string{"one line " + arn}},
	} {
		if got := Wrap(c.text, c.width); !slices.Equal(got, c.want) {
			t.Errorf("%q at %d: got %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

// TestFill: a long word stays whole, so that it can be clicked and copied.
func TestFill(t *testing.T) {
	got := Fill("read <https://example.com/a-page> before", 12)
	if want := []string{"read", "<https://example.com/a-page>", "before"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestRow: the text hangs in its column, or, on a narrow screen, below.
func TestRow(t *testing.T) {
	const first, text = "  ✗ todo  access-keys  ", "somebody has an access key that works"
	for width, want := range map[int]string{
		0:  first + text + "\n",
		80: first + text + "\n",
		52: first + "somebody has an access key\n" + strings.Repeat(" ", 23) + "that works\n",
		40: "  ✗ todo  access-keys\n      somebody has an access key that\n      works\n",
		12: "  ✗ todo\n  access-\n  keys\n   somebody\n   has an\n   access\n   key that\n   works\n",
	} {
		if got := (Screen{Width: width}).Row(first, text); got != want {
			t.Errorf("at %d: got\n%s\nwant\n%s", width, got, want)
		}
	}
}

// TestPaint: paint takes no columns, and can be broken between words.
func TestPaint(t *testing.T) {
	painted := Screen{Colour: true}.Paint(Bold, "two words")
	if want := "\x1b[1mtwo\x1b[22m \x1b[1mwords\x1b[22m"; painted != want || Width(painted) != 9 {
		t.Errorf("got %q of %d columns", painted, Width(painted))
	}
	if got := fmt.Sprintf("%q", Wrap(painted, 5)); got != `["\x1b[1mtwo\x1b[22m" "\x1b[1mwords\x1b[22m"]` {
		t.Errorf("got %s", got)
	}
	if got := (Screen{Width: 80}).Paint(Red, "x"); got != "x" {
		t.Errorf("without colour: %q", got)
	}
}
