//go:build loop

package loop

import (
	"strings"
	"testing"

	"hardbook/runbook"
)

// TestAnomaliesArePutRight: a monitor that is there is taken, a subscription of
// the book's name is put right and keeps who else hears it, and what is others'
// stays, also when the step is undone.
func TestAnomaliesArePutRight(t *testing.T) {
	slow(t)
	t.Parallel()
	b := newBook(t, borrow(t), account)
	call := func(action, parameters string) string {
		t.Helper()
		got := b.cloud.jsonCall(t, b.cloud.server.URL, "ce", "AWSInsightsIndexService."+action, parameters)
		if !strings.HasPrefix(got, "{") {
			t.Fatalf("%s: %s", action, got)
		}
		return got
	}
	named := func(name, subscription string) string {
		return `"AnomalySubscription":` + strings.Replace(subscription, `"SubscriptionName":"s"`, `"SubscriptionName":"`+name+`"`, 1)
	}
	call("CreateAnomalyMonitor", strings.Replace(servicesMonitor, `"m"`, `"Default-Services-Monitor"`, 1))
	theirs := named("Default-Services-Subscription", anomalyTo("EMAIL", "boss@example.com"))
	call("CreateAnomalySubscription", theirs)
	call("CreateAnomalySubscription", named("hardbook-anomalies", strings.Replace(anomalyTo("EMAIL", "boss@example.com"),
		`{"Type"`, `{"Type":"EMAIL","Address":"TWO@example.com"},{"Type"`, 1)))
	is(t, b.verify(), "cost-anomalies", "with a subscription of the right name", runbook.StatusTodo)

	b.must("do", "cost-anomalies")
	is(t, b.verify(), "cost-anomalies", "put right", runbook.StatusDone)
	if monitors := call("GetAnomalyMonitors", ""); strings.Count(monitors, "MonitorName") != 1 || !strings.Contains(monitors, "Default-Services-Monitor") {
		t.Errorf("the monitors are %s", monitors)
	}
	subscriptions := call("GetAnomalySubscriptions", "")
	for words, times := range map[string]int{"SubscriptionName": 2, "boss@example.com": 2, "TWO@example.com": 1, "two@example.com": 0, "one@example.com": 1} {
		if got := strings.Count(subscriptions, words); got != times {
			t.Errorf("%s is %d times in the subscriptions, not %d: %s", words, got, times, subscriptions)
		}
	}

	b.must("undo", "cost-anomalies")
	if left := call("GetAnomalyMonitors", "") + call("GetAnomalySubscriptions", ""); strings.Contains(left, "hardbook") || !strings.Contains(left, "Default-Services-Monitor") || !strings.Contains(left, "Default-Services-Subscription") {
		t.Errorf("the undo leaves %s", left)
	}

	// A monitor of the book's own stays while somebody else listens to it.
	b.cloud.watch.clear()
	call("CreateAnomalyMonitor", strings.Replace(servicesMonitor, `"m"`, `"hardbook-services"`, 1))
	call("CreateAnomalySubscription", theirs)
	b.must("undo", "cost-anomalies")
	if left := call("GetAnomalyMonitors", ""); !strings.Contains(left, "hardbook-services") {
		t.Errorf("the undo takes the monitor from others: %s", left)
	}
}
