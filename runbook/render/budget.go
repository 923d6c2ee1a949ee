package render

import (
	"encoding/json"
	"text/template"
)

// budgetFunctions let templates put structures of AWS Budgets together. What
// goes on a command line is made JSON by jsonText and one word by sh.
func budgetFunctions() template.FuncMap {
	return template.FuncMap{"json": jsonText, "list": list, "budget": monthlyBudget, "alert": alert, "subscribers": subscribers, "heard": heard}
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

// subscribers are addresses as AWS Budgets takes them.
func subscribers(addresses []string) []map[string]any {
	var all []map[string]any
	for _, a := range addresses {
		all = append(all, map[string]any{"SubscriptionType": "EMAIL", "Address": a})
	}
	return all
}

// heard are alerts with those who hear all of them.
func heard(alerts []map[string]any, addresses []string) []map[string]any {
	var all []map[string]any
	for _, a := range alerts {
		all = append(all, map[string]any{"Notification": a, "Subscribers": subscribers(addresses)})
	}
	return all
}
