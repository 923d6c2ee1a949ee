package policies

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook/config"
	"hardbook/runbook/needs"
)

// A door is whom a document lets in, told apart from the document: a service, or a
// user of the account who has the permission ("").
type door struct {
	service string
	actions []string
	on      []string          // resources, * for how they go on
	needs   map[string]string // what the request must say; * for how it goes on
}

// A house is a resource with its policy.
type house struct {
	document  string
	resources []string // to ask about
	others    []string // actions that no door has
	doors     []door
	plain     bool // who has the permission needs no door, as at S3 and SNS
	tls       bool // nobody gets in without TLS
}

const trail = "arn:aws:cloudtrail:us-east-1:" + ours + ":trail/hardbook-trail"

// houses are all documents about who may come in: what each is for, in words of ours.
func houses() []house {
	topic := func(name string) string { return "arn:aws:sns:us-east-1:" + ours + ":hardbook-" + name }
	bucket := func(name string) string { return "arn:aws:s3:::hardbook-" + name + "-" + ours }
	role := "arn:aws:iam::" + ours + ":role/"
	account := map[string]string{"aws:SourceAccount": ours}
	full := "bucket-owner-full-control"
	manage := []string{"sns:AddPermission", "sns:DeleteTopic", "sns:GetTopicAttributes", "sns:ListSubscriptionsByTopic", "sns:RemovePermission", "sns:SetTopicAttributes", "sns:Subscribe"}
	topicOf := func(name string, doors ...door) house {
		for i := range doors {
			doors[i].actions, doors[i].on = []string{"sns:Publish"}, []string{topic(name)}
		}
		return house{name + "-topic", []string{topic(name)}, manage, doors, true, true}
	}
	bucketOf := func(document, name string, doors ...door) house {
		var about []string
		for _, in := range []string{"", "/x", "/AWSLogs/" + ours + "/x", "/AWSLogs/" + ours + "/Config/x", "/AWSLogs/999900001111/x"} {
			about = append(about, bucket(name)+in)
		}
		return house{document, about, []string{"s3:GetObject", "s3:DeleteObject", "s3:PutBucketPolicy", "s3:PutObjectAcl"}, doors, true, true}
	}
	logs := bucket("trail") + "/AWSLogs/" + ours + "/*"
	flow := map[string]string{"aws:SourceAccount": ours, "aws:SourceArn": "arn:aws:logs:eu-west-1:" + ours + ":*"}
	flowLogs := map[string]string{"aws:SourceAccount": ours, "aws:SourceArn": "arn:aws:logs:eu-west-1:" + ours + ":*", "s3:x-amz-acl": full}
	trustOf := func(document, name string, d door) house {
		d.actions, d.on = []string{"sts:AssumeRole"}, []string{role + name}
		return house{document, d.on, []string{"sts:TagSession", "sts:SetSourceIdentity"}, []door{d}, false, false}
	}
	key := []string{"arn:aws:kms:us-east-1:" + ours + ":key/x"}
	return []house{
		topicOf("security", door{service: "events.amazonaws.com"}, // whose account the rule is in: see SECURITY.md
			door{service: "cloudwatch.amazonaws.com", needs: account}),
		topicOf("billing", door{service: "budgets.amazonaws.com", needs: account}, door{service: "cloudwatch.amazonaws.com", needs: account},
			door{service: "costalerts.amazonaws.com", needs: account}),
		bucketOf("trail-bucket", "trail",
			door{"cloudtrail.amazonaws.com", []string{"s3:GetBucketAcl"}, []string{bucket("trail")}, map[string]string{"aws:SourceArn": trail}},
			door{"cloudtrail.amazonaws.com", []string{"s3:PutObject"}, []string{logs}, map[string]string{"aws:SourceArn": trail, "s3:x-amz-acl": full}}),
		bucketOf("access-log-bucket", "trail-access",
			door{"logging.s3.amazonaws.com", []string{"s3:PutObject"}, []string{bucket("trail-access") + "/*"}, map[string]string{"aws:SourceAccount": ours, "aws:SourceArn": bucket("trail")}}),
		bucketOf("config-bucket", "config",
			door{"config.amazonaws.com", []string{"s3:GetBucketAcl", "s3:ListBucket"}, []string{bucket("config")}, account},
			door{"config.amazonaws.com", []string{"s3:PutObject"}, []string{bucket("config") + "/AWSLogs/" + ours + "/Config/*"}, map[string]string{"aws:SourceAccount": ours, "s3:x-amz-acl": full}}),
		bucketOf("flow-logs-bucket", "flow-logs",
			door{"delivery.logs.amazonaws.com", []string{"s3:GetBucketAcl", "s3:ListBucket"}, []string{bucket("flow-logs")}, flow},
			door{"delivery.logs.amazonaws.com", []string{"s3:PutObject"}, []string{bucket("flow-logs") + "/AWSLogs/" + ours + "/*"}, flowLogs}),
		{"trail-key", key, []string{"kms:CreateGrant", "kms:Encrypt", "kms:Sign", "kms:ReplicateKey"}, []door{
			{"", []string{"kms:Decrypt", "kms:DescribeKey", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"}, key, nil},
			// Its GenerateDataKey depends on the encryption context, whose keys the engine does not know.
			{"cloudtrail.amazonaws.com", []string{"kms:Decrypt", "kms:DescribeKey"}, key, map[string]string{"aws:SourceArn": trail}},
		}, false, false},
		trustOf("alert-trust", "hardbook-alerts", door{service: "events.amazonaws.com", needs: map[string]string{"aws:SourceAccount": ours, "aws:SourceArn": "arn:aws:events:eu-west-1:" + ours + ":rule/hardbook-*"}}),
		trustOf("trail-logs-trust", "hardbook-trail-logs", door{service: "cloudtrail.amazonaws.com", needs: map[string]string{"aws:SourceAccount": ours, "aws:SourceArn": trail}}),
		trustOf("role-trust", "hardbook-operator", door{service: admin, needs: map[string]string{"aws:MultiFactorAuthPresent": "true"}}),
	}
}

const (
	admin   = "arn:aws:iam::" + ours + ":user/iam-admin"
	user    = "arn:aws:iam::" + ours + ":user/anna"
	foreign = "arn:aws:iam::999900001111:user/iam-admin"
)

// lets is the rule: somebody gets in by a door, for what it is for.
func (h house) lets(q question) bool {
	if h.tls && q.Context["aws:SecureTransport"] == "false" {
		return false
	}
	who := q.Principal
	if who == user || who == admin {
		if h.plain && q.Identity != nil {
			return true
		}
	}
	return slices.ContainsFunc(h.doors, func(d door) bool {
		return (d.service == who || d.service == "" && q.Identity != nil && (who == user || who == admin)) &&
			slices.Contains(d.actions, q.Action) && slices.ContainsFunc(d.on, func(r string) bool { return goesOn(r, q.Resource) }) && d.met(q.Context)
	})
}

func (d door) met(context map[string]string) bool {
	for key, want := range d.needs {
		if !goesOn(want, context[key]) {
			return false
		}
	}
	return true
}

func goesOn(pattern, text string) bool {
	begin, open := strings.CutSuffix(pattern, "*")
	return text == pattern || open && strings.HasPrefix(text, begin)
}

// A question is one request, as the engine takes it.
type question struct {
	Principal string            `json:"principal"`
	Action    string            `json:"action"`
	Resource  string            `json:"resource"`
	Account   string            `json:"account"`
	Context   map[string]string `json:"context"`
	Identity  []json.RawMessage `json:"identity,omitempty"`
	Of        json.RawMessage   `json:"of"`
}

// questions are everybody who might try, each action, resource, and each way in
// which a request may be right, wrong or silent about what some door needs.
func (h house) questions(of []byte) []question {
	contexts := []map[string]string{{}}
	spread := func(key string, values ...string) {
		var more []map[string]string
		for _, c := range contexts {
			for _, value := range values {
				next := map[string]string{}
				for k, v := range c {
					next[k] = v
				}
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
	who := []string{"lambda.amazonaws.com", "events.amazonaws.com", "cloudtrail.amazonaws.com", user, admin, foreign, "arn:aws:iam::" + ours + ":role/other"}
	for _, d := range h.doors {
		actions = append(actions, d.actions...)
		if d.service != "" {
			who = append(who, d.service)
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

// TestDoors asks the engine of others about each resource policy and each trust of
// the book, and holds its answers against the rule. In the short run it asks each
// seventh question.
func TestDoors(t *testing.T) {
	modules := filepath.Dir(filepath.Dir(needs.NPM(t, "@cloud-copilot/iam-simulate")))
	var known []string
	total, open := 0, 0
	for _, h := range houses() {
		known = append(known, h.document)
		of, err := Fill(h.document, config.Example())
		if err != nil {
			t.Fatal(err)
		}
		var in bytes.Buffer
		questions := h.questions(of)
		if needs.Quick() {
			i := 0
			questions = slices.DeleteFunc(questions, func(question) bool { i++; return i%7 != 0 })
		}
		enc := json.NewEncoder(&in) // which writes one in a line
		for _, q := range questions {
			if err := enc.Encode(q); err != nil {
				t.Fatal(err)
			}
		}
		cmd := exec.Command("node", "../runbook/iam/testdata/simulate.cjs", modules)
		cmd.Stdin = &in
		out, err := cmd.Output()
		answers := strings.Split(strings.TrimSpace(string(out)), "\n")
		if err != nil || len(answers) != len(questions) {
			t.Fatalf("%v: %d answers to %d questions", err, len(answers), len(questions))
		}
		wrong, lets := 0, 0
		for i, q := range questions {
			want := h.lets(q)
			if want {
				lets++
			}
			if got := answers[i] == "Allowed"; got != want {
				if wrong++; wrong < 5 {
					t.Errorf("%s: %s, %s on %s, %v, permission %v: %s; want allowed: %v", h.document, q.Principal, q.Action, q.Resource, q.Context, q.Identity != nil, answers[i], want)
				}
			}
		}
		if lets == 0 || lets == len(questions) {
			t.Errorf("%s: %d of %d questions are to be allowed: that proves nothing", h.document, lets, len(questions))
		}
		total, open = total+len(questions), open+lets
	}
	for _, name := range names() {
		d := read(t, must(Fill(name, config.Example())))
		if d.Statement[0].Principal != nil && !slices.Contains(known, name) {
			t.Errorf("%s lets somebody in, and no question is asked", name)
		}
	}
	t.Logf("%d questions, %d allowed", total, open)
}

func must(document []byte, err error) []byte {
	if err != nil {
		panic(fmt.Sprint("a document cannot be filled in: ", err))
	}
	return document
}
