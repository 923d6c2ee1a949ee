// Package words writes numbers and times as sentences have them. It imports nothing
// of this module.
package words

import (
	"fmt"
	"time"
)

// Count is a number of things: "1 step", "2 steps".
func Count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// Moment is a time to the minute: "2026-11-21 18:30 UTC".
func Moment(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }
