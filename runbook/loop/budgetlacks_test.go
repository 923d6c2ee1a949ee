//go:build loop

package loop

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
)

// Parameters of calls about the budget b: two notifications, three people.
const (
	ofB      = `"AccountId":"` + account + `","BudgetName":"b"`
	notice80 = `{"NotificationType":"ACTUAL","ComparisonOperator":"GREATER_THAN","Threshold":80,"ThresholdType":"PERCENTAGE"}`
	n80      = `,"Notification":` + notice80
	n100     = `,"Notification":{"NotificationType":"FORECASTED","ComparisonOperator":"GREATER_THAN","Threshold":100.0}`
	subOne   = `{"SubscriptionType":"EMAIL","Address":"one@example.com"}`
	subTwo   = `{"SubscriptionType":"EMAIL","Address":"two@example.com"}`
	subTopic = `{"SubscriptionType":"SNS","Address":"arn:aws:sns:us-east-1:111122223333:tre"}`
	subOther = `{"SubscriptionType":"SNS","Address":"arn:aws:sns:us-east-1:111122223333:other"}`
)

// budgetStory is the life of a budget, call by call: what AWS answers, an error
// code or a part of the answer, and where it is another thing, what plain moto
// does.
var budgetStory = []struct{ action, parameters, answer, plain string }{
	{"DescribeNotificationsForBudget", ofB, "NotFoundException", "500"},
	{"DescribeSubscribersForNotification", ofB + n80, "NotFoundException", "500"},
	{"UpdateBudget", newBudget("NewBudget", "9"), "NotFoundException", "500"},
	{"CreateNotification", ofB + n80 + `,"Subscribers":[` + subOne + `]`, "NotFoundException", ""},
	{"DeleteBudget", ofB, "NotFoundException", ""},

	{"CreateBudget", newBudget("Budget", "9") + `,"NotificationsWithSubscribers":[{"Notification":` + notice80 + `,"Subscribers":[` + subOne + `]}]`, "{}", ""},
	{"CreateBudget", newBudget("Budget", "9"), "DuplicateRecordException", ""},
	{"DescribeNotificationsForBudget", ofB, `"Threshold":80`, ""},
	{"DescribeSubscribersForNotification", ofB + n80, `{"Subscribers":[` + subOne + `]}`, "500"},
	{"CreateNotification", ofB + n80 + `,"Subscribers":[` + subOne + `]`, "DuplicateRecordException", "{}"},
	{"CreateNotification", ofB + n100 + `,"Subscribers":[` + subOne + `]`, "{}", ""},
	{"DescribeSubscribersForNotification", ofB + n100, `{"Subscribers":[` + subOne + `]}`, "500"},

	{"CreateSubscriber", ofB + n80 + `,"Subscriber":` + subTwo, "{}", "500"},
	{"CreateSubscriber", ofB + n80 + `,"Subscriber":` + subTwo, "DuplicateRecordException", "500"},
	{"DescribeSubscribersForNotification", ofB + n80, `{"Subscribers":[` + subOne + `,` + subTwo + `]}`, "500"},
	{"UpdateSubscriber", ofB + n80 + `,"OldSubscriber":` + subOne + `,"NewSubscriber":` + subTopic, "{}", "500"},
	{"UpdateSubscriber", ofB + n80 + `,"OldSubscriber":` + subOne + `,"NewSubscriber":` + subTopic, "NotFoundException", "500"},
	{"DescribeSubscribersForNotification", ofB + n80, `{"Subscribers":[` + subTwo + `,` + subTopic + `]}`, "500"},
	{"CreateSubscriber", ofB + n80 + `,"Subscriber":` + subTopic, "DuplicateRecordException", "500"},
	{"CreateSubscriber", ofB + n80 + `,"Subscriber":` + subOther, "CreationLimitExceededException", "500"},
	{"DeleteSubscriber", ofB + n80 + `,"Subscriber":` + subOne, "NotFoundException", "500"},
	{"DeleteSubscriber", ofB + n100 + `,"Subscriber":` + subOne, "{}", "500"},
	{"CreateSubscriber", ofB + n100 + `,"Subscriber":` + subOne, "NotFoundException", "500"},
	{"DescribeNotificationsForBudget", ofB, `{"Notifications":[` + notice80 + `]}`, `"FORECASTED"`},

	{"UpdateBudget", newBudget("NewBudget", "12"), "{}", "500"},
	{"DescribeBudgets", ofB, `"Amount":"12"`, `"Amount":"9"`},
	{"DescribeBudget", ofB, `"Amount":"12"`, `"Amount":"9"`},
	{"DeleteNotification", ofB + n80, "{}", ""},
	{"DeleteNotification", ofB + n80, "NotFoundException", "{}"},
	{"DeleteBudget", ofB, "{}", ""},
	{"DescribeNotificationsForBudget", ofB, "NotFoundException", "500"},
	{"DescribeBudgets", ofB, `"Budgets":[]`, ""},
}

func newBudget(name, amount string) string {
	return `"AccountId":"` + account + `","` + name + `":{"BudgetName":"b","BudgetType":"COST","TimeUnit":"MONTHLY","BudgetLimit":{"Amount":"` + amount + `","Unit":"USD"}}`
}

// TestBudgets: through the front a budget lives as on AWS, and each overlay for
// that is needed. A reset ends its life.
func TestBudgets(t *testing.T) {
	t.Parallel()
	c := borrow(t)
	for _, step := range budgetStory {
		want := step.plain
		if want == "" {
			want = step.answer
		}
		if got := c.budgetCall(t, c.moto, step.action, step.parameters); !strings.Contains(got, want) {
			t.Errorf("plain moto answers %s with %s, not %s: has it learned what AWS does?", step.action, got, want)
		}
	}
	c.reset(t)
	for _, step := range budgetStory {
		if got := c.budgetCall(t, c.server.URL, step.action, step.parameters); !strings.Contains(got, step.answer) {
			t.Errorf("%s %s is answered with %s, not %s", step.action, step.parameters, got, step.answer)
		}
	}
	c.budgetCall(t, c.server.URL, "CreateBudget", newBudget("Budget", "9"))
	c.reset(t)
	if got := c.budgetCall(t, c.server.URL, "DescribeNotificationsForBudget", ofB); got != "NotFoundException" {
		t.Errorf("after a reset the notifications of an old budget are %s", got)
	}
}

// budgetCall makes a call about budgets.
func (c *cloud) budgetCall(t *testing.T, url, action, parameters string) string {
	t.Helper()
	return c.jsonCall(t, url, "budgets", "AWSBudgetServiceGateway."+action, parameters)
}

// jsonCall makes a call of a service that speaks JSON, and returns the answer
// without blanks, or the code of an error.
func (c *cloud) jsonCall(t *testing.T, url, service, target, parameters string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, strings.NewReader("{"+parameters+"}"))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-amz-json-1.1")
	r.Header.Set("X-Amz-Target", target)
	r.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=testing/20260131/us-east-1/"+service+"/aws4_request, SignedHeaders=host, Signature=0")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	var failure struct {
		Code string `json:"__type"`
	}
	switch _ = json.Unmarshal(body, &failure); {
	case answer.StatusCode == http.StatusInternalServerError:
		return "500"
	case answer.StatusCode != http.StatusOK:
		return failure.Code
	}
	return strings.ReplaceAll(string(body), " ", "")
}
