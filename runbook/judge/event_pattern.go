package judge

import (
	"encoding/json"
	"slices"
	"strings"

	"hardbook/runbook/eventrule"
	"hardbook/runbook/iam"
	"hardbook/runbook/names"
)

// matches reports whether a pattern of EventBridge certainly matches every event
// with these members. A filter that it does not know, and one on a member of
// which nothing is known, count as not matching.
// Source: EventBridge User Guide, Creating event patterns; comparison operators.
func matches(pattern string, has map[string]string) bool {
	var root map[string]any
	if json.Unmarshal([]byte(pattern), &root) != nil {
		return false
	}
	return matchesAll(root, "", has)
}

func matchesAll(pattern map[string]any, at string, has map[string]string) bool {
	for name, want := range pattern { // they are joined by "and"
		if strings.Contains(name, ".") {
			return false // a pattern is nested as the event is, and names no paths
		}
		met := false
		switch want := want.(type) {
		case map[string]any:
			met = matchesAll(want, at+name+".", has)
		case []any:
			met = slices.ContainsFunc(want, func(one any) bool {
				if name == "$or" {
					other, ok := one.(map[string]any)
					return ok && matchesAll(other, at, has)
				}
				value, known := has[at+name]
				return known && meets(one, value)
			})
		}
		if !met {
			return false
		}
	}
	return len(pattern) > 0
}

// meets reports whether a value, or eventrule.Absent, passes one filter.
func meets(filter any, value string) bool {
	named, ok := filter.(map[string]any)
	if !ok {
		word, isWord := filter.(string)
		return value != eventrule.Absent && isWord && compares("is", word, value) == iam.Yes
	}
	if want, ok := named["exists"].(bool); ok && len(named) == 1 {
		return want == (value != eventrule.Absent)
	}
	if len(named) != 1 || value == eventrule.Absent {
		return false // anything-but, too, wants the member to be there
	}
	if others, ok := named["anything-but"]; ok {
		return isNot(others, value)
	}
	for name, words := range named {
		word, ok := words.(string)
		return ok && compares(name, word, value) == iam.Yes
	}
	return false
}

// isNot reports whether a value certainly passes anything-but: one word or several,
// or one comparison with either.
func isNot(others any, value string) bool {
	name := "is"
	if comparison, ok := others.(map[string]any); ok {
		if len(comparison) != 1 {
			return false
		}
		for name, others = range comparison {
		}
	}
	list, ok := others.([]any)
	if !ok {
		list = []any{others}
	}
	for _, other := range list {
		if word, ok := other.(string); !ok || compares(name, word, value) != iam.No {
			return false
		}
	}
	return len(list) > 0
}

// compares reports whether a value passes a comparison with a word. One that is not
// known may do anything.
func compares(name, word, value string) iam.Truth {
	text := iam.Like(strings.Split(value, eventrule.Any)...)
	switch name {
	case "is":
		return text.Is(word)
	case "prefix":
		return text.Begins(word)
	case "suffix":
		return text.Ends(word)
	case "equals-ignore-case":
		return text.IsFold(word)
	case "wildcard":
		if !strings.ContainsAny(word, `?\`) {
			return text.Matches(word)
		}
	}
	return iam.Unsure
}

// inRegion is an event of the alert's as it arrives in a Region of an account.
func inRegion(e eventrule.Event, account, region string) map[string]string {
	has := map[string]string{"account": account, "region": region}
	if _, ok := e.Has["detail.eventType"]; ok { // CloudTrail tells more
		has["detail.awsRegion"], has["detail.recipientAccountId"] = region, account
	}
	if e.Has["detail.userIdentity.type"] == "Root" {
		has["detail.userIdentity.arn"] = names.ARN("iam", "", account, "root")
		has["detail.userIdentity.accountId"], has["detail.userIdentity.principalId"] = account, account
	}
	for member, value := range e.Has {
		has[member] = value
	}
	return has
}
