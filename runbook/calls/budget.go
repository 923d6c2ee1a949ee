package calls

import "hardbook/runbook/evidence"

// Budget is one budget. Members that only some kinds of budgets have, or only
// one of the two forms in which a budget says which costs it counts, are
// omitempty: a judge asks for those that matter.
// Source: AWS Budgets API, Budget.
type Budget struct {
	BudgetName          string
	BudgetType          string                              // COST, USAGE …
	TimeUnit            string                              // MONTHLY …
	BudgetLimit         *Spend                              `json:",omitempty"`
	PlannedBudgetLimits map[string]Spend                    `json:",omitempty"` // by the start of each month
	AutoAdjustData      *struct{}                           `json:",omitempty"` // the limit follows past bills
	TimePeriod          *struct{ Start, End evidence.Time } `json:",omitempty"`

	// The older form, deprecated in April 2025.
	CostFilters map[string][]string `json:",omitempty"`
	CostTypes   *CostTypes          `json:",omitempty"`
	// The newer form.
	FilterExpression Expression `json:",omitempty"`
	Metrics          []string   `json:",omitempty"` // one: UnblendedCost …

	BillingViewArn string `json:",omitempty"`
	HealthStatus   *struct {
		Status       string // HEALTHY or UNHEALTHY
		StatusReason string `json:",omitempty"`
	} `json:",omitempty"`

	Alerts []BudgetAlert `json:"-"`
}

// Spend is an amount of money, or of something else that a budget counts.
type Spend struct {
	Amount string // "100.0"
	Unit   string // "USD"
}

// CostTypes says which costs a budget of the older form counts. AWS sends all
// of them; one that is nil was not sent.
type CostTypes struct {
	IncludeCredit            *bool `json:",omitempty"`
	IncludeRefund            *bool `json:",omitempty"`
	IncludeTax               *bool `json:",omitempty"`
	IncludeSupport           *bool `json:",omitempty"`
	IncludeSubscription      *bool `json:",omitempty"`
	IncludeOtherSubscription *bool `json:",omitempty"`
	IncludeRecurring         *bool `json:",omitempty"`
	IncludeUpfront           *bool `json:",omitempty"`
	UseAmortized             *bool `json:",omitempty"`
}

// Expression is the filter of a budget of the newer form: an object with one
// of Not, And, Or, Dimensions, Tags and CostCategories. It is kept as it came,
// so that a judge cannot overlook a member that it does not know.
// Source: AWS Budgets API, Expression.
type Expression map[string]any

// BudgetAlert is what AWS calls a notification of a budget.
type BudgetAlert struct {
	NotificationType   string       // ACTUAL or FORECASTED
	ComparisonOperator string       // GREATER_THAN …
	Threshold          float64      `json:",omitempty"` // in per cent, or an amount
	ThresholdType      string       `json:",omitempty"` // PERCENTAGE or ABSOLUTE_VALUE
	Subscribers        []Subscriber `json:"-"`
}

// Subscriber is who hears an alert of a budget.
type Subscriber struct {
	SubscriptionType string // EMAIL or SNS
	Address          string // e-mail address or topic ARN
}

// The answers of the three calls. What is an empty list is left out by AWS.
type (
	budgetList struct {
		Budgets []Budget `json:",omitempty"`
	}
	alertList struct {
		Notifications []BudgetAlert `json:",omitempty"`
	}
	subscriberList struct {
		Subscribers []Subscriber `json:",omitempty"`
	}
)
