package render

import (
	"text/template"

	"hardbook/runbook/names"
)

// budgetFunctions let templates put structures of AWS Budgets together. What
// goes on a command line is made JSON by compactJSON and one word by sh.
func budgetFunctions(s shared) template.FuncMap {
	return template.FuncMap{
		"json": compactJSON, "list": list, "budget": monthlyBudget, "alert": alert, "alertAt": alertAt,
		"setBudget": func(account string, budget map[string]any, alerts []map[string]any) (string, error) {
			return setBudget(s, account, budget, alerts)
		},
	}
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
func setBudget(s shared, account string, budget map[string]any, alerts []map[string]any) (string, error) {
	topic := names.ARN("sns", "us-east-1", account, names.BillingTopic)
	subscriber := map[string]any{"SubscriptionType": "SNS", "Address": topic}
	return s.fill("set-budget", struct {
		Account, Topic           string
		Name, Budget, Subscriber any
		Alerts, Heard            []map[string]any
	}{account, topic, budget["BudgetName"], budget, subscriber, alerts, heard(alerts, subscriber)})
}
