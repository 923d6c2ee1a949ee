package steps

import "regexp"

// wild reports whether a pattern of EventBridge, in which * stands for others,
// matches all of s.
func wild(pattern, s string) bool {
	expression := regexp.QuoteMeta(pattern)
	expression = regexp.MustCompile(`\\\*`).ReplaceAllString(expression, ".*")
	ok, err := regexp.MatchString("^(?s:"+expression+")$", s)
	return err == nil && ok
}
