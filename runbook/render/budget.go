package render

import (
	"encoding/json"
	"strings"
	"text/template"

	"hardbook/runbook/names"
)

// budgetFunctions let templates put structures of AWS Budgets together. What
// goes on a command line is made JSON by jsonText and one word by sh.
func budgetFunctions() template.FuncMap {
	return template.FuncMap{
		"json": jsonText, "list": list, "budget": monthlyBudget, "alert": alert, "alertAt": alertAt,
		"setBudget": setBudget,
	}
}

// jsonText is a value as JSON on one line.
func jsonText(v any) (string, error) {
	raw, err := json.Marshal(v)
	return string(raw), err
}

func list(items ...map[string]any) []map[string]any { return items }

// monthlyBudget is a budget for each month that counts all costs but credits
// and refunds. It is of the older form, and says everything that form can say.
// Source: AWS Budgets API, Budget and CostTypes.
func monthlyBudget(name string, amount float64, currency string) map[string]any {
	return map[string]any{
		"BudgetName": name, "BudgetType": "COST", "TimeUnit": "MONTHLY",
		"BudgetLimit": map[string]any{"Amount": money(amount), "Unit": currency},
		"CostTypes": map[string]any{
			"IncludeCredit": false, "IncludeRefund": false, "IncludeDiscount": true, "IncludeTax": true, "IncludeSupport": true,
			"IncludeSubscription": true, "IncludeOtherSubscription": true, "IncludeRecurring": true, "IncludeUpfront": true,
			"UseAmortized": false, "UseBlended": false,
		},
	}
}

// alert is what AWS calls a notification of a budget: when costs of this kind,
// ACTUAL or FORECASTED, are greater than so many per cent of the limit.
func alert(kind string, percent int) map[string]any {
	return map[string]any{
		"NotificationType": kind, "ComparisonOperator": "GREATER_THAN", "Threshold": percent, "ThresholdType": "PERCENTAGE",
	}
}

// alertAt is an alert at an amount of money instead.
func alertAt(kind string, amount float64) map[string]any {
	a := alert(kind, 0)
	a["Threshold"], a["ThresholdType"] = amount, "ABSOLUTE_VALUE"
	return a
}

// heard are alerts with the one that hears all of them.
func heard(alerts []map[string]any, subscriber map[string]any) []map[string]any {
	var all []map[string]any
	for _, a := range alerts {
		all = append(all, map[string]any{"Notification": a, "Subscribers": list(subscriber)})
	}
	return all
}

// setBudget are the commands that make a budget with its alerts, each of which
// writes to the topic hardbook-billing: they stop where that is not there. A
// budget of that name is put right; its other alerts and those who hear them
// stay. The last command prints the alerts.
func setBudget(account string, budget map[string]any, alerts []map[string]any) (string, error) {
	var wrong error
	word := func(v any) string { // one word of a shell
		text, err := jsonText(v)
		if err != nil {
			wrong = err
		}
		return sh(text)
	}
	each := func(name string, all []map[string]any, lines ...string) string { // the lines for each value of a variable
		inner := strings.Join(lines, "\n")
		if len(all) == 1 {
			return name + "=" + word(all[0]) + "\n" + inner
		}
		head := "for " + name + " in"
		for _, v := range all {
			head += " " + word(v)
		}
		return head + "; do\n" + inner + "\ndone"
	}
	aws := func(operation string) string {
		return "aws budgets " + operation + " --region us-east-1 --account-id " + account
	}
	name, _ := budget["BudgetName"].(string)
	called := " --budget-name " + sh(name)
	arn := names.ARN("sns", "us-east-1", account, names.BillingTopic)
	topic := map[string]any{"SubscriptionType": "SNS", "Address": arn}
	lines := []string{
		"ok_if NotFound aws sns get-topic-attributes --region us-east-1 --topic-arn " + arn + " --query Attributes.TopicArn --output text",
		stopIfAbsent("there is no topic " + names.BillingTopic + ". Do the step billing-topic first."),
		"budget=" + word(budget),
		"topic=" + word(topic),
		"ok_if NotFoundException " + aws("describe-budget") + called + " --query Budget.BudgetName --output text",
		`if test -n "$already"; then`,
		aws("create-budget") + ` --budget "$budget" --notifications-with-subscribers ` + word(heard(alerts, topic)),
		"else",
		each("alert", alerts, "ok_if NotFoundException "+aws("describe-subscribers-for-notification")+called+` --notification "$alert" --query "Subscribers[?SubscriptionType=='SNS'].Address" --output text`,
			"case $already$answer in",
			"(''|None|"+arn+`|'budgets describe-'*) ;;`,
			`(*) printf '%s %s\n' 'Stopped, nothing was changed: an alert of the budget writes to another topic, and AWS takes one only. Take that away in the console, and paste the block again:' "$answer" >&2; exit 1 ;;`,
			"esac"),
		aws("update-budget") + ` --new-budget "$budget"`,
		each("alert", alerts, "ok_if DuplicateRecordException "+aws("create-notification")+called+` --notification "$alert" --subscribers "[$topic]"`,
			`if test -n "$already"; then`,
			"ok_if DuplicateRecordException "+aws("create-subscriber")+called+` --notification "$alert" --subscriber "$topic"`,
			"fi"),
		"fi",
		aws("describe-notifications-for-budget") + called + " --query 'Notifications[].[NotificationType,Threshold,NotificationState]' --output text",
	}
	return strings.Join(lines, "\n"), wrong
}
