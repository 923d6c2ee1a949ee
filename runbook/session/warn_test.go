package session

import (
	"strings"
	"testing"
)

// TestWarnElsewhere: each host is named, and the way out once.
func TestWarnElsewhere(t *testing.T) {
	var said strings.Builder
	tell := warnElsewhere(&said)
	tell("localhost:4566")
	tell("evil\x1b[2J")
	if text := said.String(); strings.Count(text, "WARNING: this run asks ") != 2 || strings.Count(text, "hint: AWS_ENDPOINT_URL") != 1 || strings.Contains(text, "\x1b") {
		t.Errorf("got\n%s", text)
	}
}
