package judge

import (
	"fmt"
	"strings"

	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/words"
)

// noncurrentDays is how long a log that was deleted or replaced must stay to be
// had back: what the book sets. Without that, versions would be worth nothing.
const noncurrentDays = 30

// ageing wants no log to go before log_retention_days, nor one that was deleted
// within noncurrentDays. A bucket that keeps all for ever is good: that costs
// more, and no standard asks for less. Where rules differ, S3 goes by the one that
// lets an object go first.
// Source: Amazon S3 User Guide, Conflicting lifecycle configurations. It fails
// for a rule that says nothing which S3 would take.
func ageing(cfg config.Config, name string, b calls.BucketLifecycle, writers []writer) (aspect, error) {
	first := 0
	for _, rule := range b.Rules {
		if rule.Status != "Enabled" {
			continue
		}
		x, old := rule.Expiration, rule.NoncurrentVersionExpiration
		if x != nil && x.ExpiredObjectDeleteMarker {
			x = nil
		}
		if x != nil && x.Days <= 0 && x.Date == "" || old != nil && old.NoncurrentDays <= 0 {
			return aspect{}, fmt.Errorf("a lifecycle rule of the bucket %s lets objects go at no time that could be read", name)
		}
		all := true
		for _, w := range writers {
			some, every := touches(rule, w.root(cfg.Account.ID))
			all = all && every
			switch {
			case !some:
			case x != nil && x.Date != "":
				return aspect{detail: fmt.Sprintf("lets all logs go at a date (%s), however young they are then%s", x.Date, named(rule))}, nil
			case x != nil && x.Days < cfg.LogRetentionDays:
				return aspect{detail: fmt.Sprintf("lets logs go after %s already, not %d%s", words.Count(x.Days, "day"), cfg.LogRetentionDays, named(rule))}, nil
			case old != nil && old.NoncurrentDays < noncurrentDays:
				return aspect{detail: fmt.Sprintf("keeps logs that were deleted for %s only, not %d%s", words.Count(old.NoncurrentDays, "day"), noncurrentDays, named(rule))}, nil
			}
		}
		if x != nil && all && (first == 0 || x.Days < first) {
			first = x.Days
		}
	}
	if first == 0 {
		return aspect{good: true, detail: "keeps logs for ever"}, nil
	}
	return aspect{good: true, detail: "lets logs go after " + words.Count(first, "day")}, nil
}

// touches reports whether a rule is about some, and about all, of the objects
// whose names begin with root. Logs have no tags.
func touches(rule calls.LifecycleRule, root string) (some, all bool) {
	f := rule.Filter
	tests := []calls.LifecycleFilter{f}
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
func named(rule calls.LifecycleRule) string {
	if rule.ID == "" {
		return ""
	}
	return " (rule " + rule.ID + ")"
}
