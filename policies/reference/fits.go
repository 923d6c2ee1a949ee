package reference

import (
	"regexp"
	"strings"
)

// variable is a ${Variable} of a pattern of the reference, and a policy
// variable such as ${aws:username} of ours.
var variable = regexp.MustCompile(`\$\{[^}]*\}`)

// bucketLevel is the last segment of a bucket's ARN in the reference.
const bucketLevel = "${BucketName}"

// fits reports whether a resource of ours can be one of the pattern's: segment
// by segment, there is a text that both stand for.
func fits(resource, pattern string) bool {
	own, of := segments(resource), segments(pattern)
	if len(own) != 6 || len(of) != 6 {
		return false
	}
	// IAM takes no wildcard for a service: it would be "*" in disguise.
	if strings.ContainsAny(own[2], "*?") {
		return false
	}
	// No bucket has a slash in its name: with one, it is an object's ARN.
	if strings.HasSuffix(pattern, ":"+bucketLevel) && strings.Contains(own[5], "/") {
		return false
	}
	for i := range own {
		if !meet(own[i], of[i]) {
			return false
		}
	}
	return true
}

// segments are the six of an ARN. A variable in it stands for at least one
// character; in the last segment, for colons and slashes, too.
func segments(arn string) []string {
	return strings.SplitN(variable.ReplaceAllLiteralString(arn, "?*"), ":", 6)
}

// meet reports whether there is a text that fits both a and b, in which * is
// any text and ? any character.
func meet(a, b string) bool {
	switch {
	case a == "" && b == "":
		return true
	case strings.HasPrefix(a, "*"):
		return meet(a[1:], b) || b != "" && meet(a, b[1:])
	case strings.HasPrefix(b, "*"):
		return meet(b, a)
	case a == "" || b == "":
		return false
	}
	return (a[0] == b[0] || a[0] == '?' || b[0] == '?') && meet(a[1:], b[1:])
}
