package policies

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// A question is one request, as the engine takes it.
type question struct {
	Principal caller            `json:"principal"`
	Action    string            `json:"action"`
	Resource  string            `json:"resource"`
	Account   string            `json:"account"`
	Context   map[string]string `json:"context"`
	Identity  []json.RawMessage `json:"identity,omitempty"`
	Of        json.RawMessage   `json:"of"`
}

// A caller is a service, or who has this ARN.
type caller string

// nobody is who calls without a name.
const nobody caller = "nobody"

// MarshalJSON writes it as the engine takes it.
func (c caller) MarshalJSON() ([]byte, error) {
	if c == nobody {
		return []byte(`{"type":"Anonymous"}`), nil
	}
	return json.Marshal(string(c))
}

// questions are everybody who might try, each action, resource, and each way in
// which a request may be right, wrong or silent about what some door needs.
func (h house) questions(of []byte) []question {
	contexts := []map[string]string{{}}
	spread := func(key string, values ...string) {
		var more []map[string]string
		for _, c := range contexts {
			for _, value := range values {
				next := maps.Clone(c)
				if value != "" {
					next[key] = value
				}
				more = append(more, next)
			}
		}
		contexts = more
	}
	spread("aws:SecureTransport", "", "true", "false")
	spread("aws:MultiFactorAuthPresent", "", "true", "false")
	spread("aws:SourceAccount", "", ours, "999900001111")
	spread("s3:x-amz-acl", "", "bucket-owner-full-control", "public-read")
	right := []string{"", "arn:aws:cloudtrail:us-east-1:999900001111:trail/hardbook-trail", "arn:aws:cloudtrail:us-east-1:" + ours + ":trail/other"}
	for _, d := range h.doors {
		if arn := strings.Replace(d.needs["aws:SourceArn"], "*", "x", 1); arn != "" && !slices.Contains(right, arn) {
			right = append(right, arn, strings.Replace(arn, ours, "999900001111", 1))
		}
	}
	spread("aws:SourceArn", right...)
	actions := slices.Clone(h.others)
	who := []caller{nobody, "lambda.amazonaws.com", "events.amazonaws.com", "cloudtrail.amazonaws.com", user, admin, foreign, "arn:aws:iam::" + ours + ":role/other"}
	for _, d := range h.doors {
		actions = append(actions, d.actions...)
		if d.service != "" {
			who = append(who, caller(d.service))
		}
	}
	slices.Sort(actions)
	slices.Sort(who)
	var all []question
	for _, w := range slices.Compact(who) {
		for _, a := range slices.Compact(slices.Clone(actions)) {
			for _, r := range h.resources {
				for _, c := range contexts {
					q := question{Principal: w, Action: a, Resource: r, Account: ours, Context: c, Of: of}
					if a == "s3:GetBucketAcl" || a == "s3:ListBucket" || a == "s3:PutBucketPolicy" {
						if strings.Contains(r, "/") {
							continue // it is asked of buckets, not of objects
						}
					} else if strings.HasPrefix(a, "s3:") && !strings.Contains(r, "/") {
						continue
					}
					if _, isACL := c["s3:x-amz-acl"]; isACL && a != "s3:PutObject" {
						continue
					}
					if _, mfa := c["aws:MultiFactorAuthPresent"]; mfa && !strings.HasPrefix(a, "sts:") {
						continue
					}
					all = append(all, q)
					if w == user || w == admin || w == foreign {
						q.Identity = []json.RawMessage{json.RawMessage(everyone)}
						all = append(all, q)
					}
				}
			}
		}
	}
	return all
}
