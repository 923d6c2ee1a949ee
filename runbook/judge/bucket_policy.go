package judge

import (
	"slices"
	"strings"

	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/iam"
	"hardbook/runbook/names"
)

// onlyTLS wants requests without TLS refused to everybody, for the bucket and
// for all that is in it.
func onlyTLS(name string, b calls.BucketPolicy) aspect {
	r := iam.Request{Principal: iam.Anyone(), Named: true, Action: "s3:*", Context: map[string]iam.Value{"aws:securetransport": iam.IsWord("false")}}
	if !refusedAll(r, name, b) {
		return aspect{detail: "takes requests without TLS"}
	}
	return aspect{good: true, detail: "takes requests under TLS only"}
}

// refusedAll reports whether a bucket's policy surely refuses a request, whatever
// it does to the bucket or to what is in it.
func refusedAll(r iam.Request, name string, b calls.BucketPolicy) bool {
	for _, resource := range []iam.Text{iam.Exactly(names.Bucket(name)), iam.Like(names.Bucket(name+"/"), "")} {
		r.Resource = resource
		if refused, err := iam.Refused(r, iam.Layer{b.Policy}, nil); err != nil || !refused {
			return false
		}
	}
	return true
}

// ownOnly wants nobody let in but the account's own users and roles, and
// services of AWS that act for it. (What CloudTrail may do is judged apart.)
// Public access being blocked keeps out the public, but no account by name; and
// where ACLs are in force, one of those may let an account in, too.
func ownOnly(cfg config.Config, name string, b calls.Bucket) aspect {
	for _, g := range b.ACL.Answer.Grants {
		if who := g.Grantee.ID + g.Grantee.URI; who != b.ACL.Answer.Owner.ID && g.Grantee.URI != LogDelivery {
			return aspect{detail: "lets others in by its ACL (" + who + " has " + g.Permission + ")"}
		}
	}
	in := iam.Like(names.Bucket(name), "")
	stranger := byStranger(cfg, "s3:*", in)
	alone := aspect{good: true, detail: "lets in this account alone"}
	if b.ACL.Unread != nil {
		alone = aspect{unsure: true, err: b.ACL.Unread, detail: "has an ACL that could not be read"}
	}
	if refusedAll(stranger, name, b.Policy) {
		return alone
	}
	for _, s := range b.Policy.Policy.Statements {
		if s.Effect != "Allow" {
			continue
		}
		for _, who := range s.Who {
			only := s
			only.Who = []string{who}
			r := stranger
			if service, ok := strings.CutPrefix(who, "Service:"); ok {
				r = forOthers(cfg, ByService(cfg, iam.Service(service, iam.Unsure), "s3:*", in, iam.Anything()), b.Policy.Policy)
			}
			if who != "Service:"+cloudTrailService && r.MayMean(only, b.Policy.Policy.Version) {
				return aspect{detail: "lets others in (" + strings.TrimPrefix(who, "AWS:") + ")"}
			}
		}
	}
	return alone
}

// LogDelivery is the group by which S3 itself writes access logs.
const LogDelivery = "http://acs.amazonaws.com/groups/s3/LogDelivery"

const cloudTrailService = "cloudtrail.amazonaws.com"

// writes is what CloudTrail asks of a bucket for a trail: to put an object under
// its prefix. It names a key only where the trail has one.
// Source: CloudTrail User Guide, Amazon S3 bucket policy for CloudTrail.
func writes(cfg config.Config, resource, trail iam.Text, key string) iam.Request {
	r := ByService(cfg, iam.Service(cloudTrailService, iam.Unsure), "s3:PutObject", resource, trail)
	r.Context["s3:x-amz-acl"] = iam.IsWord("bucket-owner-full-control")
	r.Context["s3:x-amz-server-side-encryption"], r.Context["s3:x-amz-server-side-encryption-aws-kms-key-id"] = iam.Missing(), iam.Missing()
	if key != "" {
		r.Context["s3:x-amz-server-side-encryption"], r.Context["s3:x-amz-server-side-encryption-aws-kms-key-id"] = iam.IsWord("aws:kms"), iam.IsWord(key)
	}
	return r
}

// writable wants CloudTrail let in to write the logs of each of the writers, and
// never for a trail of another account.
func writable(cfg config.Config, name string, b calls.BucketPolicy, writers []writer) aspect {
	layer, objects := iam.Layer{b.Policy}, names.Bucket(name+"/")
	for _, s := range b.Policy.Statements {
		// Each statement by itself: what another one refuses may change tomorrow.
		other := forOthers(cfg, writes(cfg, iam.Like(objects, ""), iam.Anything(), ""), b.Policy)
		alone := evidence.Document{Version: b.Policy.Version, Statements: []evidence.Statement{s}}
		if s.Effect != "Allow" || !slices.Contains(s.Who, "Service:"+cloudTrailService) && !slices.ContainsFunc(s.Who, func(w string) bool { return w == "*" || w == "AWS:*" }) {
			continue
		}
		if d, _ := iam.Decide(other, iam.Layer{alone}); d != iam.Denied {
			return aspect{detail: "lets CloudTrail write for trails of other accounts (no aws:SourceArn or aws:SourceAccount in its policy names this one)"}
		}
	}
	for _, w := range writers {
		d, doubts := iam.Decide(writes(cfg, iam.Like(objects+w.root(cfg.Account.ID)+"/", ""), iam.Exactly(w.arn), w.key), layer)
		switch {
		case d == iam.Denied:
			return aspect{detail: "has a policy that does not let CloudTrail write"}
		case d == iam.NotKnown && len(doubts) == 1 && doubts[0] == iam.PartOnly:
			return aspect{detail: "has a policy that does not let CloudTrail write all its logs"}
		case d == iam.NotKnown:
			return aspect{unsure: true, detail: "has a policy with a part " + Weighed(doubts)}
		}
	}
	return aspect{good: true, detail: "lets CloudTrail write for this account's trails only"}
}
