package judge

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/names"
)

// BudgetRoom is what a budget is judged against.
type BudgetRoom struct {
	Cfg    config.Config
	Topics map[string]calls.Topic
	At     time.Time // when the evidence was collected
}

// Judge says how one monthly cost budget stands to a duty.
func (r BudgetRoom) Judge(b calls.Budget, its Duty) Traits {
	all := Traits{
		Bad(r.period(b), "is in force"),
		Bad(r.scope(b), "counts the whole account"),
		Bad(kinds(b), "counts everything that is billed"),
		Bad(hiders(b), "leaves credits and refunds aside"),
	}
	return append(all, its.Traits(r, b)...)
}

// Limit wants exactly the amount, each month the same.
func (r BudgetRoom) Limit(b calls.Budget, wanted string) string {
	switch {
	case len(b.PlannedBudgetLimits) > 0:
		return "plans a limit of its own for each month"
	case b.AutoAdjustData != nil:
		return "adjusts its limit by itself"
	case b.BudgetLimit == nil:
		return "has no limit"
	}
	amount, err := strconv.ParseFloat(b.BudgetLimit.Amount, 64)
	if err != nil {
		return "has a limit that is no amount: " + b.BudgetLimit.Amount
	}
	if amount != r.Cfg.Billing.MonthlyBudget || b.BudgetLimit.Unit != r.Cfg.Billing.Currency {
		return "has a limit of " + PlainAmount(amount) + " " + b.BudgetLimit.Unit + ", not " + wanted
	}
	return ""
}

// period wants a budget that counts now, and that AWS keeps up to date.
func (r BudgetRoom) period(b calls.Budget) string {
	switch p := b.TimePeriod; {
	case p == nil:
		return "does not say from when to when it counts"
	case r.At.Before(p.Start.Time):
		return "begins only on " + p.Start.Format(time.DateOnly)
	case !r.At.Before(p.End.Time):
		return "ended on " + p.End.Format(time.DateOnly)
	case b.HealthStatus != nil && b.HealthStatus.Status != "HEALTHY":
		return "is not kept up to date by AWS: " + strings.TrimSpace(b.HealthStatus.Status+" "+b.HealthStatus.StatusReason)
	}
	return ""
}

// scope wants the costs of the whole account.
func (r BudgetRoom) scope(b calls.Budget) string {
	if view := b.BillingViewArn; view != "" && view != names.ARN("billing", "", r.Cfg.Account.ID, "billingview/primary") {
		return "counts only what the billing view " + view + " shows"
	}
	if len(b.CostFilters) > 0 {
		return "counts only a part of the costs, by " + And(slices.Sorted(maps.Keys(b.CostFilters)))
	}
	if _, whole := excluded(b.FilterExpression); len(b.FilterExpression) > 0 && !whole {
		return "counts only a part of the costs: it has a filter"
	}
	return ""
}

// kinds wants every kind of cost, in the month in which it is billed. Credits
// and refunds are another matter.
func kinds(b calls.Budget) string {
	if isNewer(b) {
		switch {
		case len(b.Metrics) != 1: // such a budget counts nothing: terraform-provider-aws issue 46866
			return "does not say by which metric it counts"
		case !slices.Contains([]string{"UnblendedCost", "BlendedCost", "NetUnblendedCost"}, b.Metrics[0]):
			return "counts by the metric " + b.Metrics[0] + ", which is not what is billed in the month"
		}
		return ""
	}
	if b.CostTypes == nil {
		return "does not say which costs it counts"
	}
	var out []string
	for _, kind := range []struct {
		name string
		in   *bool
	}{
		{"tax", b.CostTypes.IncludeTax}, {"support", b.CostTypes.IncludeSupport},
		{"subscriptions", b.CostTypes.IncludeSubscription}, {"other subscriptions", b.CostTypes.IncludeOtherSubscription},
		{"recurring fees", b.CostTypes.IncludeRecurring}, {"upfront fees", b.CostTypes.IncludeUpfront},
	} {
		if kind.in == nil || !*kind.in {
			out = append(out, kind.name)
		}
	}
	switch spread := b.CostTypes.UseAmortized; {
	case len(out) > 0:
		return "leaves out " + And(out)
	case spread == nil || *spread:
		return "spreads what is paid ahead over the months"
	}
	return ""
}

// hiders names what pays the bill in secret.
func hiders(b calls.Budget) string {
	var hide []string
	out, _ := excluded(b.FilterExpression)
	if !isNewer(b) && b.CostTypes != nil {
		for name, in := range map[string]*bool{"Credit": b.CostTypes.IncludeCredit, "Refund": b.CostTypes.IncludeRefund} {
			if in != nil && !*in {
				out = append(out, name)
			}
		}
	}
	if !slices.Contains(out, "Credit") {
		hide = append(hide, "credits")
	}
	if !slices.Contains(out, "Refund") {
		hide = append(hide, "refunds")
	}
	switch {
	case slices.Contains(hide, "credits"):
		return "includes " + And(hide) + ": sign-up credits hide what you spend"
	case len(hide) > 0:
		return "includes refunds, which hide what you spend"
	}
	return ""
}

// isNewer reports which form of a budget is in force, should AWS show both: a
// filter is only in the newer one, and what it says then counts.
func isNewer(b calls.Budget) bool {
	return len(b.FilterExpression) > 0 || b.CostTypes == nil && len(b.Metrics) > 0
}
