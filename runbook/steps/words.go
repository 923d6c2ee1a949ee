package steps

import (
	"fmt"
	"strings"

	"hardbook/runbook"
)

// and joins words as a sentence does: "a, b and c".
func and(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// days is a number of days: "1 day", "2 days".
func days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}

// firstOf joins words as a sentence does, if they are few, else the first of
// them and how many more there are.
func firstOf(words []string) string {
	const few = 3
	if len(words) > few {
		return fmt.Sprintf("%s and %d more", words[0], len(words)-1)
	}
	return and(words)
}

const minute = "2006-01-02 15:04 UTC"

func count(all []finding, status runbook.Status) int {
	n := 0
	for _, f := range all {
		if f.status == status {
			n++
		}
	}
	return n
}
