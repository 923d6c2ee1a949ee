//go:build loop

package loop

import "strings"

const (
	makeBudget = `aws budgets create-budget --account-id ` + account + ` --budget '{"BudgetName":"BUDGET","BudgetType":"COST","TimeUnit":"MONTHLY","BudgetLimit":{"Amount":"7","Unit":"USD"}}'`
	alertAt    = `{"NotificationType":"ACTUAL","ComparisonOperator":"GREATER_THAN","Threshold":AT}`
	addAlert   = "\naws budgets create-notification --account-id " + account + " --budget-name BUDGET --notification '" + alertAt + "' --subscribers "
	billTopic  = `'[{"SubscriptionType":"SNS","Address":"arn:aws:sns:us-east-1:` + account + `:hardbook-billing"}]'`
	mineTopic  = `'[{"SubscriptionType":"SNS","Address":"arn:aws:sns:us-east-1:` + account + `:mine"}]'`
	mineMail   = `'[{"SubscriptionType":"EMAIL","Address":"mine@example.com"}]'`
	mailStays  = "aws budgets describe-subscribers-for-notification --account-id " + account + " --budget-name BUDGET --notification '" + alertAt + "' --query \"Subscribers[?SubscriptionType=='EMAIL']\""
)

// budgetDo are the states of a budget before its block. That AWS takes only so
// many alerts of a budget our stand-in does not know.
var budgetDo = about([]start{
	{what: "nothing"},
	{what: "the budget", make: makeBudget},
	{what: "with a filter", make: strings.Replace(makeBudget, `"BudgetLimit"`, `"CostFilters":{"Service":["Amazon EC2"]},"BudgetLimit"`, 1)},
	{what: "by the quarter", make: strings.Replace(makeBudget, "MONTHLY", "QUARTERLY", 1)},
	{what: "of credits as well", make: strings.Replace(makeBudget, `"BudgetLimit"`, `"CostTypes":{"IncludeCredit":true,"IncludeTax":false},"BudgetLimit"`, 1)},
	{what: "an alert to our topic", make: makeBudget + addAlert + billTopic},
	{what: "an alert to an address", make: makeBudget + addAlert + mineMail, keeps: mailStays},
	{what: "another alert", make: makeBudget + strings.Replace(addAlert, "Threshold\":AT", "Threshold\":97", 1) + mineTopic, keeps: "aws budgets describe-notifications-for-budget --account-id " + account + " --budget-name BUDGET --query 'Notifications[?Threshold==`97`].Threshold'"},
	{what: "an alert to another topic", make: makeBudget + addAlert + mineTopic, stops: "an alert of the budget writes to another topic"},
	{what: "another budget", make: strings.Replace(makeBudget, "BUDGET", "mine", 1), keeps: "aws budgets describe-budget --account-id " + account + " --budget-name mine --query Budget.BudgetLimit"},
	{what: "no topic", make: "aws sns delete-topic --topic-arn arn:aws:sns:us-east-1:" + account + ":hardbook-billing", stops: "there is no topic hardbook-billing"},
})

// budgetUndo are the states of a budget before its undo. What the front plays is
// empty then, so the block that makes it comes first.
var budgetUndo = about([]start{
	{what: "nothing"},
	{what: "the budget", make: makeBudget},
	{what: "with an alert", make: makeBudget + addAlert + mineMail},
	{what: "another budget", make: makeBudget + "\n" + strings.Replace(makeBudget, "BUDGET", "mine", 1), keeps: "aws budgets describe-budget --account-id " + account + " --budget-name mine --query Budget.BudgetLimit"},
	{what: "no topic", make: makeBudget + "\naws sns delete-topic --topic-arn arn:aws:sns:us-east-1:" + account + ":hardbook-billing"},
})

// atOne fills in a threshold.
func atOne(all []start, threshold string) []start {
	return about(all)("AT}", threshold+"}")
}

var moneyStarts = []starts{
	{step: "budget", kind: "do", after: []string{"billing-topic"}, found: atOne(budgetDo("BUDGET", "hardbook-monthly"), `80,"ThresholdType":"PERCENTAGE"`)},
	{step: "first-dollar-budget", kind: "do", after: []string{"billing-topic"}, found: atOne(budgetDo("BUDGET", "hardbook-first-dollar"), `1,"ThresholdType":"ABSOLUTE_VALUE"`)},
	{step: "budget", kind: "undo", after: []string{"billing-topic"}, found: atOne(budgetUndo("BUDGET", "hardbook-monthly"), `80,"ThresholdType":"PERCENTAGE"`)},
	{step: "first-dollar-budget", kind: "undo", after: []string{"billing-topic"}, found: atOne(budgetUndo("BUDGET", "hardbook-first-dollar"), `1,"ThresholdType":"ABSOLUTE_VALUE"`)},
}
