package steps

import (
	"fmt"
	"strings"

	"hardbook/runbook/ask"
	"hardbook/runbook/config"
)

// ageing wants no logs to go before log_retention_days. That none ever goes is good:
// neither the CIS benchmark nor AWS's baseline asks for a rule that deletes logs,
// and to keep them costs some cents. Where rules differ, S3 goes by the one that lets
// an object go first.
// Source: Amazon S3 User Guide, Conflicting lifecycle configurations. It fails
// for a rule that says nothing which S3 would take.
func ageing(cfg config.Config, name string, b ask.BucketLifecycle, writers []writer) (aspect, error) {
	first := 0 // days until all logs go
	for _, rule := range b.Rules {
		x := rule.Expiration
		switch {
		case rule.Status != "Enabled" || x == nil || x.ExpiredObjectDeleteMarker:
			continue
		case x.Days <= 0 && x.Date == "":
			return aspect{}, fmt.Errorf("a lifecycle rule of the bucket %s lets objects go at no time that could be read", name)
		}
		all := true
		for _, w := range writers {
			some, every := touches(rule, w.root(cfg.Account.ID))
			all = all && every
			switch {
			case some && x.Date != "":
				return aspect{false, fmt.Sprintf("lets all logs go at a date (%s), however young they are then%s", x.Date, named(rule))}, nil
			case some && x.Days < cfg.LogRetentionDays:
				return aspect{false, fmt.Sprintf("lets logs go after %s already, not %d%s", days(x.Days), cfg.LogRetentionDays, named(rule))}, nil
			}
		}
		if all && (first == 0 || x.Days < first) {
			first = x.Days
		}
	}
	if first == 0 {
		return aspect{true, "keeps logs for ever: no lifecycle rule lets all of them go"}, nil
	}
	return aspect{true, "lets logs go after " + days(first)}, nil
}

// touches reports whether a rule is about some, and about all, of the objects
// whose names begin with root. Logs have no tags.
func touches(rule ask.LifecycleRule, root string) (some, all bool) {
	f := rule.Filter
	tests := []ask.LifecycleFilter{f}
	if f.And != nil {
		tests = append(tests, *f.And)
	}
	some, all = true, true
	prefix := rule.Prefix
	for _, t := range tests {
		prefix += t.Prefix // one of them at most has one
		if t.Tag != nil || len(t.Tags) > 0 {
			return false, false
		}
		all = all && t.ObjectSizeGreaterThan == nil && t.ObjectSizeLessThan == nil
	}
	inside := strings.HasPrefix(root, prefix)
	return some && (inside || strings.HasPrefix(prefix, root)), all && inside
}

// named is the name of a rule at the end of a sentence.
func named(rule ask.LifecycleRule) string {
	if rule.ID == "" {
		return ""
	}
	return " (rule " + rule.ID + ")"
}
