package calls

import (
	"encoding/json"
	"errors"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/names"
)

// Budgets asks for every budget of the account, what it warns about and whom.
func Budgets() evidence.Source[[]Budget] { return budgets{} }

type budgets struct{}

// budgetNames finds the budgets in their list. An account without budgets gets
// an answer without the list (public code that reads many accounts has to step
// over it), so the path must lead somewhere in any answer.
const budgetNames = "[Budgets][].BudgetName"

// budgetAlerts finds the alerts of a budget, each as the structure that the
// call for its subscribers takes. A threshold that is left out is zero, which
// the SDK does not tell from nothing; the length of no text is a zero that
// needs no backticks.
const budgetAlerts = `[Notifications][?@][].join('', [` +
	`'NotificationType=', NotificationType, ',ComparisonOperator=', ComparisonOperator, ` +
	`',Threshold=', to_string(not_null(Threshold, length(''))), ',ThresholdType=', ThresholdType || 'PERCENTAGE'])`

// list shows filters as well: without the option AWS hides the filter of a
// budget that has one of the newer form, and it would look like one of all costs.
func (b budgets) list() evidence.Query[budgetList] {
	return evidence.Query[budgetList]{Call: b.call("budgets describe-budgets", func(cfg config.Config, _ ...string) evidence.Params {
		return evidence.Params{"AccountId": cfg.Account.ID, "ShowFilterExpression": true}
	})}
}

func (b budgets) alerts() evidence.Query[alertList] {
	return evidence.Query[alertList]{Call: b.call("budgets describe-notifications-for-budget", func(cfg config.Config, item ...string) evidence.Params {
		return evidence.Params{"AccountId": cfg.Account.ID, "BudgetName": item[0]}
	})}
}

func (b budgets) eachAlerts() evidence.Source[map[string]alertList] {
	return evidence.Each(b.list().Call, budgetNames, b.alerts())
}

func (b budgets) eachSubscribers() evidence.Source[map[string]subscriberList] {
	alerts := b.eachAlerts().Calls()
	return evidence.Each(alerts[len(alerts)-1], budgetAlerts, evidence.Query[subscriberList]{
		Call: b.call("budgets describe-subscribers-for-notification", func(cfg config.Config, item ...string) evidence.Params {
			return evidence.Params{"AccountId": cfg.Account.ID, "BudgetName": item[0], "Notification": evidence.Shorthand(item[1])}
		}),
	})
}

// call is a read about budgets. Source: Service Authorization Reference, AWS
// Budgets: one action allows them all.
func (budgets) call(command string, params func(config.Config, ...string) evidence.Params) evidence.Call {
	return evidence.Call{
		Command: command,
		Params:  params,
		Action:  "budgets:ViewBudget",
		Narrow: func(cfg config.Config) []string {
			return []string{names.ARN("budgets", "", cfg.Account.ID, "budget/*")}
		},
	}
}

func (b budgets) Calls() []evidence.Call { return b.eachSubscribers().Calls() }

func (b budgets) Answer(e evidence.Evidence) ([]Budget, error) {
	list, errL := b.list().Answer(e)
	_, errA := b.eachAlerts().Answer(e) // a list of alerts that is cut off
	subscribers, errS := b.eachSubscribers().Answer(e)
	failed := []error{errL, errA, errS}
	alerts := map[string][]BudgetAlert{}
	for key, s := range subscribers {
		parts := evidence.Parts(key)
		raw, err := evidence.Shorthand(parts[1]).MarshalJSON()
		var a BudgetAlert
		if err == nil {
			err = json.Unmarshal(raw, &a)
		}
		a.Subscribers = s.Subscribers
		alerts[parts[0]] = append(alerts[parts[0]], a)
		failed = append(failed, err)
	}
	for i, budget := range list.Budgets {
		list.Budgets[i].Alerts = alerts[budget.BudgetName]
	}
	return list.Budgets, errors.Join(failed...)
}
