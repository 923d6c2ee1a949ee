//go:build loop

package loop

import (
	"strings"
	"testing"
)

// hubStory is what is asked and set in one Region, call by call, and a part of
// what AWS answers. To those about standards and tags plain moto answers 404.
var hubStory = []struct{ call, sent, answer string }{
	{"GET /accounts", "", "InvalidAccessException"},
	{"POST /standards/get", "{}", "InvalidAccessException"},
	{"POST /accounts", `{"EnableDefaultStandards":false,"Tags":{"a":"b"}}`, "{}"},
	{"POST /accounts", `{}`, "ResourceConflictException"},
	{"GET /accounts", "", "hub/default"},
	{"GET /tags/arn", "", `{"Tags":{"a":"b"}}`},
	{"POST /standards/get", "{}", `{"StandardsSubscriptions":[]}`},
	{"GET /standards", "", "ruleset/cis-aws-foundations-benchmark/v/1.2.0"},
	{"POST /standards/register", `{"StandardsSubscriptionRequests":[{"StandardsArn":"x"}]}`, "InvalidInputException"},
	{"POST /standards/register", `{"StandardsSubscriptionRequests":[{"StandardsArn":"arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0"}]}`, "READY"},
	{"POST /standards/get", "{}", "v/1.2.0"},
	{"DELETE /accounts", "", "{}"},
	{"GET /accounts", "", "InvalidAccessException"},
	{"POST /accounts", `{}`, "{}"},
	{"POST /standards/get", "{}", "aws-foundational-security-best-practices/v/1.0.0"},
}

// TestHub: through the front Security Hub is as on AWS, each Region has its own,
// and a reset switches it off.
func TestHub(t *testing.T) {
	t.Parallel()
	c := borrow(t)
	for _, when := range []string{"at first", "after a reset"} {
		for _, step := range hubStory {
			if _, got := c.settingsCall(t, c.server.URL, "eu-west-1", "securityhub", step.call, step.sent); !strings.Contains(got, step.answer) {
				t.Errorf("%s, %s %s is answered with %s, not %s", when, step.call, step.sent, got, step.answer)
			}
			beyond := !strings.Contains(step.call, "/accounts")
			if status, got := c.settingsCall(t, c.moto, "eu-west-1", "securityhub", step.call, step.sent); beyond && status/100 != 4 && status/100 != 5 {
				t.Errorf("plain moto answers %s %s with %d %s: it has learned it", step.call, step.sent, status, got)
			}
		}
		if _, got := c.settingsCall(t, c.server.URL, "us-east-1", "securityhub", "POST /standards/get", "{}"); !strings.Contains(got, "InvalidAccessException") {
			t.Errorf("%s, another Region answers %s", when, got)
		}
		c.reset(t)
	}
}
