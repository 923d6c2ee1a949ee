package child

import (
	"io"
	"strings"
	"testing"
)

// TestBounded: so many bytes are taken, and not one more.
func TestBounded(t *testing.T) {
	b := bounded{left: 10}
	for _, c := range []struct {
		text string
		ok   bool
	}{{"12345", true}, {"67890", true}, {"", true}, {"x", false}} {
		if _, err := b.Write([]byte(c.text)); (err == nil) != c.ok {
			t.Errorf("%q: %v", c.text, err)
		}
	}
}

// TestCleaned: letters that come in pieces are letters, and lines stay lines.
func TestCleaned(t *testing.T) {
	const text = "a\r\né🙂\x1b[31m\xff b\n"
	for size := 1; size <= len(text); size++ {
		var out strings.Builder
		c := &cleaned{to: &out, fresh: true}
		for rest := text; rest != ""; {
			n := min(size, len(rest))
			if _, err := io.WriteString(c, rest[:n]); err != nil {
				t.Fatal(err)
			}
			rest = rest[n:]
		}
		if got := out.String(); got != "credential_process: a\ncredential_process: é🙂�[31m� b\n" && got != "credential_process: a�\ncredential_process: é🙂�[31m� b\n" { // the line break can come alone
			t.Errorf("in pieces of %d: %q", size, got)
		}
	}
}
