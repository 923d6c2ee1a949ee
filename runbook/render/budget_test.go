package render

import "testing"

// TestBudgetFunctions: the structures are those of the AWS Budgets API.
func TestBudgetFunctions(t *testing.T) {
	for want, value := range map[string]any{
		`{"ComparisonOperator":"GREATER_THAN","NotificationType":"FORECASTED","Threshold":100,"ThresholdType":"PERCENTAGE"}`: alert("FORECASTED", 100),
		`{"ComparisonOperator":"GREATER_THAN","NotificationType":"ACTUAL","Threshold":1,"ThresholdType":"ABSOLUTE_VALUE"}`:   alertAt("ACTUAL", 1),
		`[{"Notification":{"x":1},"Subscribers":[{"y":3}]},{"Notification":{"x":2},"Subscribers":[{"y":3}]}]`:                heard(list(map[string]any{"x": 1}, map[string]any{"x": 2}), map[string]any{"y": 3}),
		`{"Amount":"12.50","Unit":"USD"}`: monthlyBudget("b", 12.5, "USD")["BudgetLimit"],
	} {
		if got, err := compactJSON(value); err != nil || got != want {
			t.Errorf("got %s, %v\nwant %s", got, err, want)
		}
	}
}
