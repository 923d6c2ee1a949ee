package steps

import (
	"regexp"
	"slices"
	"strings"

	"hardbook/runbook/evidence"
)

// covers reports whether a list of a statement takes in the thing that is
// tells apart: by naming it, or by excepting others ("not …") and not it.
func covers(list []string, is func(string) bool) bool {
	excepts := false
	for _, word := range list {
		other, not := strings.CutPrefix(word, "not ")
		switch {
		case !not && is(word):
			return true
		case not && is(other):
			return false
		}
		excepts = excepts || not
	}
	return excepts
}

// action makes a test of whether a statement's word for actions takes in this
// one, or all of them where it is a pattern itself.
func action(name string) func(string) bool {
	return func(word string) bool { return wild(strings.ToLower(word), strings.ToLower(name)) }
}

// resource makes the same of a statement's word for resources.
func resource(arn string) func(string) bool {
	return func(word string) bool { return wild(word, arn) }
}

// service makes a test of whether a principal takes in this service.
func service(name string) func(string) bool {
	return func(who string) bool { return who == "Service:"+name || everybody(who) }
}

func everybody(who string) bool { return who == "*" || who == "AWS:*" }

// holds reports whether conditions are met when a service acts for this account
// on behalf of the source, an ARN, and the request itself meets the tests named
// in known. A condition it does not know counts as not met.
func holds(conditions map[string][]string, account, source string, known ...string) bool {
	for test, values := range conditions { // they are joined by "and"
		operator, key, _ := strings.Cut(test, " ")
		met := slices.Contains(known, test)
		switch strings.ToLower(key) {
		case "aws:sourceaccount", "aws:sourceowner":
			met = slices.Contains([]string{"StringEquals", "StringLike"}, operator) && slices.Contains(values, account)
		case "aws:sourcearn":
			switch operator {
			case "StringEquals":
				met = slices.Contains(values, source)
			case "ArnLike", "ArnEquals", "StringLike":
				met = slices.ContainsFunc(values, func(v string) bool { return wild(v, source) })
			}
		}
		if !met {
			return false
		}
	}
	return true
}

// overPlainHTTP reports whether a test is met by exactly the requests that are
// not under TLS.
func overPlainHTTP(test string, values []string) bool {
	operator, key, _ := strings.Cut(test, " ")
	return strings.EqualFold(key, "aws:SecureTransport") &&
		slices.Contains([]string{"Bool", "BoolIfExists"}, operator) && slices.Equal(values, []string{"false"})
}

// about reports whether a statement is about this action on this resource.
func about(s evidence.Statement, name, arn string) bool {
	return covers(s.Actions, action(name)) && covers(s.Resources, resource(arn))
}

// wild reports whether a pattern of IAM, in which * and ? stand for others,
// matches all of s.
func wild(pattern, s string) bool {
	expression := strings.NewReplacer(`\*`, ".*", `\?`, ".").Replace(regexp.QuoteMeta(pattern))
	ok, err := regexp.MatchString("^(?s:"+expression+")$", s)
	return err == nil && ok
}
