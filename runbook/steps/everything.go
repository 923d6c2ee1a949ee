package steps

import (
	"slices"
	"strings"

	"hardbook/runbook/evidence"
)

// unheardOf stands for any name: no policy holds it, so that only a pattern for
// all names matches it.
const unheardOf = "\x00"

// allowsEverything reports whether a document allows every action on every
// resource of an account. A condition does not matter, nor does another
// statement that denies something: CIS 2.14 looks at the one statement, and who
// has all the rest can mostly take both away.
func allowsEverything(d evidence.Document, account string) bool {
	return slices.ContainsFunc(d.Statements, func(s evidence.Statement) bool {
		return s.Effect == "Allow" && everyAction(s.Actions) && everyResource(s.Resources, account)
	})
}

// everyAction is true of *, of *:*, and of NotAction that does not leave out all
// of IAM: whoever may change permissions can give itself what was left out.
func everyAction(actions []string) bool {
	all := func(action string) bool { return wild(strings.ToLower(action), unheardOf+":"+unheardOf) }
	ofIAM := func(action string) bool { return wild(strings.ToLower(action), "iam:"+unheardOf) }
	return coversAll(actions, all, ofIAM)
}

// everyResource is true of *, of patterns that hold every ARN of the account,
// and of NotResource that does not leave out all that is IAM's. A statement
// without either is no answer of AWS's, and counts as the worst.
func everyResource(resources []string, account string) bool {
	all := func(arn string) bool { return wild(arn, "arn:aws:"+unheardOf+":"+unheardOf+":"+account+":"+unheardOf) }
	ofIAM := func(arn string) bool { return wild(arn, "arn:aws:iam::"+account+":"+unheardOf) }
	return resources == nil || coversAll(resources, all, ofIAM)
}

// coversAll reports whether one word of a list is for all, or the list names what
// is left out and no word of it leaves out all of IAM.
func coversAll(list []string, all, ofIAM func(string) bool) bool {
	not := false
	for _, entry := range list {
		excluded, isNot := strings.CutPrefix(entry, "not ")
		switch {
		case isNot && ofIAM(excluded):
			return false
		case !isNot && all(entry):
			return true
		}
		not = not || isNot
	}
	return not
}
