//go:build loop

package loop

import (
	"strings"
	"testing"
)

// anomalyStory is the life of a monitor and a subscription, call by call: what
// AWS answers, an error code or a part of the answer. Plain moto knows none.
var anomalyStory = []struct{ action, parameters, answer string }{
	{"GetAnomalyMonitors", "", `"AnomalyMonitors":[]`},
	{"GetAnomalySubscriptions", "", `"AnomalySubscriptions":[]`},
	{"CreateAnomalySubscription", `"AnomalySubscription":` + anomalyTo("EMAIL", "you@example.com"), "UnknownMonitorException"},
	{"CreateAnomalyMonitor", servicesMonitor, `"MonitorArn":"arn:aws:ce::` + account + `:anomalymonitor/1"`},
	{"CreateAnomalyMonitor", servicesMonitor, "ValidationException"},
	{"GetAnomalyMonitors", "", `"MonitorDimension":"SERVICE"`},
	{"CreateAnomalySubscription", `"AnomalySubscription":` + anomalyTo("SNS", "arn:aws:sns:us-east-1:111122223333:tre"), "ValidationException"},
	{"CreateAnomalySubscription", `"AnomalySubscription":` + anomalyTo("EMAIL", "you@example.com"), `:anomalysubscription/2"`},
	{"GetAnomalySubscriptions", "", `"Status":"CONFIRMED"`},
	{"UpdateAnomalySubscription", `"SubscriptionArn":"arn:aws:ce::` + account + `:anomalysubscription/9","Frequency":"WEEKLY"`, "UnknownSubscriptionException"},
	{"UpdateAnomalySubscription", `"SubscriptionArn":"arn:aws:ce::` + account + `:anomalysubscription/2","Frequency":"WEEKLY"`, `:anomalysubscription/2"`},
	{"GetAnomalySubscriptions", "", `"Frequency":"WEEKLY"`},
	{"DeleteAnomalySubscription", `"SubscriptionArn":"arn:aws:ce::` + account + `:anomalysubscription/2"`, "{}"},
	{"DeleteAnomalySubscription", `"SubscriptionArn":"arn:aws:ce::` + account + `:anomalysubscription/2"`, "UnknownSubscriptionException"},
	{"DeleteAnomalyMonitor", `"MonitorArn":"arn:aws:ce::` + account + `:anomalymonitor/1"`, "{}"},
	{"DeleteAnomalyMonitor", `"MonitorArn":"arn:aws:ce::` + account + `:anomalymonitor/1"`, "UnknownMonitorException"},
}

const servicesMonitor = `"AnomalyMonitor":{"MonitorName":"m","MonitorType":"DIMENSIONAL","MonitorDimension":"SERVICE"}`

func anomalyTo(kind, address string) string {
	return `{"SubscriptionName":"s","Frequency":"DAILY","MonitorArnList":["arn:aws:ce::` + account + `:anomalymonitor/1"],"Subscribers":[{"Type":"` + kind + `","Address":"` + address + `"}]}`
}

// TestAnomalies: through the front monitors and subscriptions live as on AWS.
// Plain moto has none of it.
func TestAnomalies(t *testing.T) {
	t.Parallel()
	c := borrow(t)
	for _, url := range []string{c.moto, c.server.URL} {
		for _, step := range anomalyStory {
			want := step.answer
			if url == c.moto {
				want = "500"
			}
			if got := c.jsonCall(t, url, "ce", "AWSInsightsIndexService."+step.action, step.parameters); !strings.Contains(got, want) {
				t.Errorf("%s: %s %s is answered with %s, not %s", url, step.action, step.parameters, got, want)
			}
		}
	}
}
