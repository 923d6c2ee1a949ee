package judge

import (
	"fmt"
	"strings"
	"time"

	"hardbook/runbook"
)

// And joins words as a sentence does: "a, b and c".
func And(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// FirstOf joins words as a sentence does, if they are few, else the first of
// them and how many more there are.
func FirstOf(words []string) string {
	const few = 3
	if len(words) > few {
		return fmt.Sprintf("%s and %d more", words[0], len(words)-1)
	}
	return And(words)
}

// Day is a day of the clock.
const Day = 24 * time.Hour

// Count is how many candidates stand so.
func Count(all []Candidate, status runbook.Status) int {
	n := 0
	for _, f := range all {
		if f.Status == status {
			n++
		}
	}
	return n
}
