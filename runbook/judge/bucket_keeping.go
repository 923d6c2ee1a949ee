package judge

import (
	"cmp"
	"fmt"
	"slices"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/names"
)

// Keeping is how a bucket keeps the logs of trails.
type Keeping struct {
	Name    string
	Absent  bool     // there is no such bucket
	Writers int      // trails of the account that write to it
	aspects []aspect // what makes a bucket keep logs well
}

// aspect is one thing about a bucket, good or not, in words that continue a
// sentence about it.
type aspect struct {
	good   bool
	unsure bool  // whether it is good could not be weighed
	err    error // or read
	detail string
}

// Keeps works out how a bucket keeps the logs of the trails that write to it;
// the book's own bucket is judged for the book's trail as well. It fails where
// the answers cannot all be true.
func Keeps(cfg config.Config, name string, b calls.Bucket, trails calls.Trails) (Keeping, error) {
	k := Keeping{Name: name, Absent: b.Versioning.Absent}
	var writers []writer
	for _, t := range trails.Read {
		if t.S3BucketName == name && !t.IsOrganizationTrail {
			writers = append(writers, writer{t.TrailARN, t.S3KeyPrefix, t.KmsKeyID})
		}
	}
	k.Writers = len(writers)
	if len(writers) == 0 || name == names.TrailBucket(cfg) {
		writers = append(writers, writer{arn: calls.TrailARN(cfg)})
	}
	others := []bool{b.PublicAccess.Absent, b.Encryption.Absent, b.Policy.Absent, b.Lifecycle.Absent}
	if k.Absent {
		if slices.Contains(others, false) {
			return k, fmt.Errorf("AWS says both that there is a bucket %s and that there is not; read it again", name)
		}
		k.aspects = []aspect{{detail: "does not exist"}}
		return k, nil
	}
	lifecycle, err := ageing(cfg, name, b.Lifecycle, writers)
	k.aspects = []aspect{shielded(b.PublicAccess), versioned(b.Versioning), encrypted(b.Encryption), lifecycle}
	if unread := b.Policy.Policy.Unread; unread != nil {
		unread = fmt.Errorf("the policy of the bucket %s cannot be read: %w", name, unread)
		k.aspects = append(k.aspects, aspect{unsure: true, err: unread, detail: "has a policy that cannot be read"})
		return k, err
	}
	k.aspects = append(k.aspects, onlyTLS(name, b.Policy), ownOnly(cfg, name, b), writable(cfg, name, b.Policy, writers))
	return k, err
}

// writer is a trail that writes to a bucket.
type writer struct {
	arn, prefix string
	key         string // ARN of the KMS key that it encrypts its logs with, "" for none
}

// root is where all names of its logs begin.
// Source: CloudTrail User Guide, Candidate your CloudTrail log files: logs are
// under CloudTrail, the files that prove them unchanged under CloudTrail-Digest.
func (w writer) root(account string) string {
	root := "AWSLogs/" + account + "/CloudTrail"
	if w.prefix != "" {
		root = w.prefix + "/" + root
	}
	return root
}

// Good reports whether the bucket keeps logs well in every respect.
func (k Keeping) Good() bool { return k.Name != "" && k.Rank() == 0 }

// Rank is the number of things that are not good; no bucket is worse than any.
func (k Keeping) Rank() int {
	if k.Absent {
		return 100
	}
	return len(k.Problems())
}

// Problems are what it lacks, in clauses that go on after its name.
func (k Keeping) Problems() []string {
	var problems []string
	for _, a := range k.aspects {
		if !a.good {
			problems = append(problems, a.detail)
		}
	}
	return problems
}

// Unsure is the first thing that could not be read or weighed, where all else is
// good; nil else.
func (k Keeping) Unsure() error {
	var first error
	for _, a := range k.aspects {
		if !a.good && !a.unsure {
			return nil
		}
		if a.unsure && first == nil {
			first = cmp.Or(a.err, fmt.Errorf("the bucket %s %s", k.Name, a.detail))
		}
	}
	return first
}

// Findings are one for each respect.
func (k Keeping) Findings() []runbook.Finding {
	var findings []runbook.Finding
	for _, a := range k.aspects {
		findings = append(findings, runbook.Finding{OK: a.good, Resource: names.Bucket(k.Name), Detail: "the bucket " + a.detail})
	}
	return findings
}

func shielded(b calls.PublicAccessBlock) aspect {
	c := b.PublicAccessBlockConfiguration
	if !b.Absent && c.BlockPublicAcls && c.IgnorePublicAcls && c.BlockPublicPolicy && c.RestrictPublicBuckets {
		return aspect{good: true, detail: "blocks all public access"}
	}
	return aspect{detail: "does not block all public access"}
}

func versioned(b calls.BucketVersioning) aspect {
	if b.Status == "Enabled" {
		return aspect{good: true, detail: "keeps versions"}
	}
	return aspect{detail: "keeps no versions"}
}

func encrypted(b calls.BucketEncryption) aspect {
	for _, rule := range b.ServerSideEncryptionConfiguration.Rules {
		// Source: Amazon S3 API, ServerSideEncryptionByDefault.
		if a := rule.ApplyServerSideEncryptionByDefault.SSEAlgorithm; slices.Contains([]string{"AES256", "aws:kms", "aws:kms:dsse"}, a) {
			return aspect{good: true, detail: "encrypts by default (" + a + ")"}
		}
	}
	return aspect{detail: "does not encrypt by default"}
}
