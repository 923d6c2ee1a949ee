//go:build loop

package loop

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/budgets"
	"github.com/aws/aws-sdk-go-v2/service/budgets/types"

	"hardbook/runbook"
)

// plantBudget makes a budget of the kind that people make by themselves: as AWS
// sets it up by default, with one alert at some per cent for each address or topic.
func (b *book) plantBudget(t *testing.T, name string, alerts map[float64]string) {
	t.Helper()
	var heard []types.NotificationWithSubscribers
	for percent, address := range alerts {
		kind := types.SubscriptionTypeEmail
		if strings.HasPrefix(address, "arn:") {
			kind = types.SubscriptionTypeSns
		}
		heard = append(heard, types.NotificationWithSubscribers{
			Notification: &types.Notification{
				NotificationType: types.NotificationTypeActual, ComparisonOperator: types.ComparisonOperatorGreaterThan,
				Threshold: percent, ThresholdType: types.ThresholdTypePercentage,
			},
			Subscribers: []types.Subscriber{{SubscriptionType: kind, Address: aws.String(address)}},
		})
	}
	made, err := budgets.NewFromConfig(b.cloud.sdk("testing", "testing")).CreateBudget(t.Context(), &budgets.CreateBudgetInput{
		AccountId: aws.String(account), NotificationsWithSubscribers: heard,
		Budget: &types.Budget{
			BudgetName: aws.String(name), BudgetType: types.BudgetTypeCost, TimeUnit: types.TimeUnitMonthly,
			BudgetLimit: &types.Spend{Amount: aws.String("7"), Unit: aws.String("USD")},
		},
	})
	must(t, made, err)
}

// TestBudgetIsPutRight: where a budget of the book's name is there already, the
// block makes it what it should be, and leaves what others added. This way
// through the block, too, runs in any shell and ends where a call fails.
func TestBudgetIsPutRight(t *testing.T) {
	slow(t)
	t.Parallel()
	b := newBook(t, borrow(t), account)
	b.must("do", "billing-topic")
	b.plantBudget(t, "hardbook-monthly", map[float64]string{80: "boss@example.com", 10: "boss@example.com", 100: "two@example.com"})
	b.plantBudget(t, "of mine", map[float64]string{10: "boss@example.com"})
	before := b.verify()
	is(t, before, "budget", "with a budget of the right name", runbook.StatusTodo)

	b.record(b.asV1())
	p := newTape(t)
	b.taped(p, "do", "budget")
	is(t, b.verify(), "budget", "put right", runbook.StatusDone)
	kept := 0
	for path, answer := range b.state() {
		switch {
		case strings.Contains(path, "describe-budgets"):
			if !strings.Contains(answer, `\"Amount\":7,`) {
				t.Errorf("the other budget is not as it was: %s", answer)
			}
		case strings.Contains(path, "describe-subscribers") && strings.Contains(answer, "boss@example.com"):
			kept++
		}
	}
	if kept != 3 {
		t.Errorf("boss@example.com hears %d alerts, not the 3 of before", kept)
	}

	b.inOddShells(p, "do", "budget")
	for _, command := range shells(t) {
		b.failing(p, command, "do", "budget")
	}
}

// TestBudgetKeepsItsTopic: AWS takes one topic for an alert. Where that is
// another one, the block stops and leaves it.
func TestBudgetKeepsItsTopic(t *testing.T) {
	slow(t)
	t.Parallel()
	b := newBook(t, borrow(t), account)
	mine := "arn:aws:sns:us-east-1:" + account + ":mine"
	b.must("do", "billing-topic")
	b.plantBudget(t, "hardbook-first-dollar", map[float64]string{50: mine})
	b.must("do", "first-dollar-budget") // its alert is another one
	b.plantBudget(t, "hardbook-monthly", map[float64]string{50: mine})
	if r := b.shell([]string{"bash"}, "do", "budget"); r.code == 0 || !strings.Contains(r.out, "an alert of the budget writes to another topic, and AWS takes one only") {
		t.Errorf("beside another topic, the block ends with %d\n%s", r.code, r.out)
	}
	kept := 0
	for path, answer := range b.state() {
		if strings.Contains(path, "describe-subscribers") && strings.Contains(answer, mine) && !strings.Contains(answer, "hardbook-billing") {
			kept++
		}
	}
	if kept != 2 {
		t.Errorf("%s hears %d alerts alone, not the 2 of before", mine, kept)
	}
}
