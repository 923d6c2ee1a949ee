//go:build loop

package loop

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"sync"
)

// A ledger keeps what moto does not of AWS Budgets: changes of a budget, and who
// is notified of what. moto still sees each call first, to check permissions and
// to say which budgets there are.
type ledger struct {
	mu    sync.Mutex
	known map[string]*budget
}

type budget struct {
	changed map[string]any // what UpdateBudget made it; nil before
	notices []*notice
}

type notice struct {
	Notification notification
	Subscribers  []subscriber
}

type notification struct {
	NotificationType, ComparisonOperator string
	Threshold                            float64
	ThresholdType                        string `json:",omitempty"`
}

type subscriber struct{ SubscriptionType, Address string }

// A budgetCall has the parameters of all calls.
type budgetCall struct {
	BudgetName                               string
	Budget, NewBudget                        map[string]any
	NotificationsWithSubscribers             []*notice
	Notification                             notification
	Subscribers                              []subscriber
	Subscriber, OldSubscriber, NewSubscriber subscriber
}

func (all *ledger) clear() {
	all.mu.Lock()
	defer all.mu.Unlock()
	all.known = map[string]*budget{}
}

// answer corrects moto's answer to a call that it allowed: 500 is what it says
// to a call that it does not know, or of a budget that is not there.
func (all *ledger) answer(seen request, status int, body []byte) (int, []byte) {
	known := status == http.StatusOK
	if !known && status != http.StatusInternalServerError {
		return status, body
	}
	var call budgetCall
	if err := json.Unmarshal(seen.Body, &call); err != nil {
		return status, body
	}
	all.mu.Lock()
	defer all.mu.Unlock()
	var answer any
	var failure string
	switch {
	case known && seen.Action == "CreateBudget":
		name, _ := call.Budget["BudgetName"].(string)
		all.known[name] = &budget{notices: call.NotificationsWithSubscribers}
	case known && seen.Action == "DeleteBudget":
		delete(all.known, call.BudgetName)
	case seen.Action == "UpdateBudget":
		call.BudgetName, _ = call.NewBudget["BudgetName"].(string)
		if b := all.known[call.BudgetName]; b == nil {
			failure = "NotFoundException"
		} else {
			b.changed = call.NewBudget
		}
	case known && (seen.Action == "DescribeBudget" || seen.Action == "DescribeBudgets"):
		return status, all.show(body)
	case slices.Contains(aboutNotices, seen.Action):
		if b := all.known[call.BudgetName]; b == nil {
			failure = "NotFoundException"
		} else {
			answer, failure = b.notify(seen.Action, call)
		}
	default:
		return status, body
	}
	status = http.StatusOK
	if answer == nil {
		answer = struct{}{}
	}
	if failure != "" {
		status, answer = http.StatusBadRequest, map[string]string{"__type": failure, "Message": "the overlay says so of " + call.BudgetName}
	}
	body, _ = json.Marshal(answer)
	return status, body
}

// show puts the changes into budgets that moto describes. An update replaces all
// but what AWS itself says of a budget, and what it leaves as it is.
func (all *ledger) show(body []byte) []byte {
	var answer struct {
		Budget  map[string]any   `json:",omitempty"`
		Budgets []map[string]any `json:",omitempty"`
	}
	if json.Unmarshal(body, &answer) != nil {
		return body
	}
	stays := []string{"CalculatedSpend", "CostTypes", "LastUpdatedTime", "TimePeriod"}
	touched := false
	for _, shown := range append(answer.Budgets, answer.Budget) {
		name, _ := shown["BudgetName"].(string)
		if b := all.known[name]; b != nil && b.changed != nil {
			touched = true
			maps.DeleteFunc(shown, func(key string, _ any) bool { return !slices.Contains(stays, key) })
			maps.Copy(shown, b.changed)
		}
	}
	if !touched {
		return body
	}
	body, _ = json.Marshal(answer)
	return body
}
