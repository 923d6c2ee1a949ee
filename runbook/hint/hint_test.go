package hint

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// TestPrint: an error and its way out are lines of hardbook's own, whatever they
// quote, and both are still there when the error is wrapped.
func TestPrint(t *testing.T) {
	cause := errors.New("it says \x1b[2J\nand so on")
	err := fmt.Errorf("read: %w", Add(cause, "look\nagain"))
	var said strings.Builder
	Print(&said, err)
	if want := "hardbook: read: it says \ufffd[2J\nhardbook: and so on\nhardbook: hint: look\nhardbook: hint: again\n"; said.String() != want || !errors.Is(err, cause) {
		t.Errorf("got %q, want %q", &said, want)
	}
	said.Reset()
	if Print(&said, cause); strings.Count(said.String(), "\n") != 2 || Of(cause) != "" {
		t.Errorf("a hint came of nothing: %q", &said)
	}
}
