package steps

import (
	"strings"

	"hardbook/runbook/ask"
	"hardbook/runbook/config"
)

// heard says why the alarm does not reach every address, and whether only
// clicks on confirmation links are missing. "" means that it does. Several
// topics may share the work. cloudwatch stands for the alarms of its Region.
func heard(cfg config.Config, topics map[string]ask.Topic, cloudwatch publisher, a ask.Alarm) (problem string, pending bool) {
	problem = "notifies no SNS topic"
	var listeners []ask.Subscription
	open := false
	for _, arn := range a.AlarmActions {
		if !strings.HasPrefix(arn, "arn:aws:sns:") {
			continue
		}
		topic, ok := topics[arn]
		switch bar := barred(cfg, topic, cloudwatch); {
		case !ok:
			problem = "notifies " + arn + ", which this account does not have"
		case bar != "":
			problem = "notifies " + arn + ", which " + bar
		default:
			open, listeners = true, append(listeners, topic.Subscriptions...)
		}
	}
	if !open {
		return problem, false
	}
	reached := reach(cfg, listeners)
	switch {
	case len(reached.missing) > 0:
		return "does not reach " + and(reached.missing), false
	case len(reached.pending) > 0:
		return "waits for " + and(reached.pending) + " to click the link in the e-mail from AWS", true
	}
	return "", false
}
