package render

import (
	"text/template"

	"hardbook/runbook/config"
	"hardbook/runbook/filterpattern"
)

// alarmFunctions let templates list the alarms for what a trail records, and
// say what they cost beside those about the bill.
func alarmFunctions() template.FuncMap {
	return template.FuncMap{"cisAlarms": filterpattern.Table, "billAlarms": billAlarms, "alarmCount": alarmCount, "alarmCost": alarmCost}
}

// billAlarms is the number of alarms about the bill, which a member of an
// organization does not have.
func billAlarms(v view) int {
	if v.Account.Kind == config.OrganizationMember {
		return 0
	}
	return len(v.Billing.Thresholds)
}

// alarmCount is the number of all alarms of the book.
func alarmCount(v view) int { return len(filterpattern.Table()) + billAlarms(v) }

// alarmCost is what they cost in a month, in USD.
// Source: Amazon CloudWatch pricing: ten alarms are free, others are 0.10 USD.
func alarmCost(v view) string {
	const free, price = 10, 0.10
	return money(price * float64(max(0, alarmCount(v)-free)))
}
