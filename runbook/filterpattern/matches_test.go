package filterpattern

import (
	"regexp"
	"strings"
	"testing"
)

// TestMatches: a value is what a pattern says where an expression of Go finds so.
func TestMatches(t *testing.T) {
	letters := []string{"", "a", "b", "ab", "ba", "aba", "abab", "aab", "*"}
	for _, one := range letters {
		for _, two := range letters {
			for _, pattern := range []string{one + two, one + "*" + two, "*" + one + "*" + two, one + "*" + two + "*", one + "**" + two, one + "*" + two + "*" + one} {
				expression := regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(pattern), `\*`, ".*") + "$")
				for _, v := range letters {
					for _, w := range letters {
						if got, want := matches(pattern, v+w), expression.MatchString(v+w); got != want {
							t.Errorf("%q, %q: %t, want %t", pattern, v+w, got, want)
						}
					}
				}
			}
		}
	}
}
