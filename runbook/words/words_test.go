package words

import (
	"testing"
	"time"
)

// TestWords: one thing is one, and a time is that of UTC, wherever it was noted.
func TestWords(t *testing.T) {
	for n, want := range map[int]string{0: "0 steps", 1: "1 step", 2: "2 steps"} {
		if got := Count(n, "step"); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	noted := time.Date(2026, 11, 21, 19, 30, 59, 0, time.FixedZone("", 3600))
	if got := Moment(noted); got != "2026-11-21 18:30 UTC" {
		t.Errorf("got %q", got)
	}
}
