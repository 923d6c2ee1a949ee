package steps

import (
	"regexp"
	"slices"
	"strings"

	"hardbook/runbook/ask"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// onlyTLS wants requests without TLS refused to everybody, for the bucket and
// for all that is in it. A refusal under any further condition is less.
func onlyTLS(name string, b ask.BucketPolicy) aspect {
	bucket := "arn:aws:s3:::" + name
	// A name longer than any, so that only a pattern for all names matches it.
	for _, arn := range []string{bucket, bucket + "/" + strings.Repeat("x", 1100)} {
		if !slices.ContainsFunc(b.Policy.Statements, func(s evidence.Statement) bool { return refusesHTTP(s, arn) }) {
			return aspect{false, "takes requests without TLS"}
		}
	}
	return aspect{true, "takes requests under TLS only"}
}

// refusesHTTP reports whether a statement refuses everybody every action on the
// resource without TLS, or with TLS as well.
func refusesHTTP(s evidence.Statement, arn string) bool {
	for test, values := range s.Condition {
		if !overPlainHTTP(test, values) {
			return false
		}
	}
	// A list of exceptions leaves something out, whatever it is.
	excepts := func(word string) bool { return strings.HasPrefix(word, "not ") }
	if slices.ContainsFunc(s.Actions, excepts) || slices.ContainsFunc(s.Resources, excepts) {
		return false
	}
	// An action that no list can name but by a pattern for all.
	return s.Effect == "Deny" && about(s, "s3:"+strings.Repeat("x", 100), arn) && slices.ContainsFunc(s.Who, everybody)
}

// ownOnly wants nobody let in but the account's own users and roles, and
// services of AWS that act for it. (What CloudTrail may do is judged apart.)
// Public access being blocked keeps out the public, but no account by name.
func ownOnly(cfg config.Config, b ask.BucketPolicy) aspect {
	for _, s := range b.Policy.Statements {
		for _, who := range s.Who {
			own := strings.HasPrefix(who, "AWS:arn:aws:iam::"+cfg.Account.ID+":") || who == "AWS:"+cfg.Account.ID
			serves := who == "Service:cloudtrail.amazonaws.com" || strings.HasPrefix(who, "Service:") && bound(cfg.Account.ID, s.Condition)
			if s.Effect == "Allow" && !own && !serves {
				return aspect{false, "lets others in (" + strings.TrimPrefix(who, "AWS:") + ")"}
			}
		}
	}
	return aspect{true, "lets in this account alone"}
}

// writable wants CloudTrail let in to write the logs of one of the writers, and
// never without a condition on whose trail it writes for.
// Source: CloudTrail User Guide, Amazon S3 bucket policy for CloudTrail.
func writable(cfg config.Config, name string, b ask.BucketPolicy, writers []writer) aspect {
	const cloudtrail, put = "cloudtrail.amazonaws.com", "s3:PutObject"
	objects := "arn:aws:s3:::" + name + "/"
	let := false
	for _, s := range b.Policy.Statements {
		if s.Effect == "Allow" && slices.ContainsFunc(s.Who, service(cloudtrail)) && covers(s.Actions, action(put)) &&
			covers(s.Resources, func(word string) bool { return meetsObjects(word, objects) }) && !bound(cfg.Account.ID, s.Condition) {
			return aspect{false, "lets CloudTrail write for trails of other accounts (no aws:SourceArn or aws:SourceAccount in its policy names this one)"}
		}
		for _, w := range writers {
			log := objects + w.root(cfg.Account.ID) + "/any-region-1/log"
			if !about(s, put, log) {
				continue
			}
			if s.Effect == "Deny" && len(s.Condition) == 0 && covers(s.Who, service(cloudtrail)) {
				return aspect{false, "has a policy that refuses CloudTrail"}
			}
			let = let || s.Effect == "Allow" && slices.ContainsFunc(s.Who, service(cloudtrail)) &&
				holds(s.Condition, cfg.Account.ID, w.arn, ownerInControl(s.Condition)...)
		}
	}
	if !let {
		return aspect{false, "has a policy that does not let CloudTrail write"}
	}
	return aspect{true, "lets CloudTrail write for this account's trails only"}
}

// meetsObjects reports whether a statement's word for resources takes in any of
// the objects whose ARNs begin so.
func meetsObjects(word, objects string) bool {
	fixed, _, pattern := strings.Cut(strings.ReplaceAll(word, "?", "*"), "*")
	return strings.HasPrefix(fixed, objects) || pattern && strings.HasPrefix(objects, fixed)
}

// ownerInControl is the test that CloudTrail's requests always meet: it gives
// the bucket's owner all rights to what it writes.
func ownerInControl(conditions map[string][]string) []string {
	for test, values := range conditions {
		if strings.EqualFold(test, "StringEquals s3:x-amz-acl") && slices.Contains(values, "bucket-owner-full-control") {
			return []string{test}
		}
	}
	return nil
}

// bound reports whether conditions make sure that it is this account whose
// trails CloudTrail writes for.
func bound(account string, conditions map[string][]string) bool {
	// Each value names an account, and one of them this account.
	named := func(values []string, before, after string) bool {
		each, own := regexp.MustCompile("^"+before+"[0-9]{12}"+after), regexp.MustCompile("^"+before+account+after)
		return slices.ContainsFunc(values, own.MatchString) && !slices.ContainsFunc(values, func(v string) bool { return !each.MatchString(v) })
	}
	for test, values := range conditions {
		operator, key, _ := strings.Cut(test, " ")
		if !slices.Contains([]string{"StringEquals", "StringLike", "ArnEquals", "ArnLike"}, operator) {
			continue // such as StringEqualsIfExists, which holds when nothing is named
		}
		switch strings.ToLower(key) {
		case "aws:sourceaccount":
			if named(values, "", "$") {
				return true
			}
		case "aws:sourcearn":
			if named(values, "arn:[^:]*:[^:]*:[^:]*:", ":") {
				return true
			}
		}
	}
	return false
}
