//go:build loop

package loop

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"sync"
)

// A watch plays Cost Anomaly Detection, of which moto knows nothing. moto still
// sees each call first, to check permissions.
type watch struct {
	mu            sync.Mutex
	made          int                       // since then, for names of their own
	monitors      map[string]map[string]any // by ARN
	subscriptions map[string]map[string]any
}

func (w *watch) clear() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.made = 0
	w.monitors, w.subscriptions = map[string]map[string]any{}, map[string]map[string]any{}
}

// answer is what AWS answers to a call that moto allowed and does not know.
func (w *watch) answer(seen request, status int, body []byte) (int, []byte) {
	if status != http.StatusInternalServerError {
		return status, body
	}
	var call struct {
		AnomalyMonitor, AnomalySubscription map[string]any
		MonitorArn, SubscriptionArn         string
	}
	var all map[string]any
	if json.Unmarshal(seen.Body, &call) != nil || json.Unmarshal(seen.Body, &all) != nil {
		return status, body
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	var answer any = struct{}{}
	failure := ""
	switch seen.Action {
	case "GetAnomalyMonitors":
		answer = map[string]any{"AnomalyMonitors": listed(w.monitors)}
	case "GetAnomalySubscriptions":
		answer = map[string]any{"AnomalySubscriptions": listed(w.subscriptions)}
	case "CreateAnomalyMonitor":
		if slices.ContainsFunc(listed(w.monitors), func(m map[string]any) bool { return m["MonitorDimension"] == call.AnomalyMonitor["MonitorDimension"] }) {
			failure = "ValidationException" // AWS allows one for each dimension
			break
		}
		answer = map[string]any{"MonitorArn": w.keep(w.monitors, "Monitor", call.AnomalyMonitor)}
	case "CreateAnomalySubscription":
		if failure = w.wrong(call.AnomalySubscription); failure == "" {
			answer = map[string]any{"SubscriptionArn": w.keep(w.subscriptions, "Subscription", call.AnomalySubscription)}
		}
	case "UpdateAnomalySubscription":
		one := maps.Clone(w.subscriptions[call.SubscriptionArn])
		if one == nil {
			failure = "UnknownSubscriptionException"
			break
		}
		maps.Copy(one, all)
		if failure = w.wrong(one); failure == "" {
			w.subscriptions[call.SubscriptionArn] = one
			answer = map[string]any{"SubscriptionArn": call.SubscriptionArn}
		}
	case "DeleteAnomalyMonitor":
		if w.monitors[call.MonitorArn] == nil {
			failure = "UnknownMonitorException"
		}
		delete(w.monitors, call.MonitorArn)
	case "DeleteAnomalySubscription":
		if w.subscriptions[call.SubscriptionArn] == nil {
			failure = "UnknownSubscriptionException"
		}
		delete(w.subscriptions, call.SubscriptionArn)
	default:
		return status, body
	}
	status = http.StatusOK
	if failure != "" {
		status, answer = http.StatusBadRequest, map[string]string{"__type": failure, "Message": "the overlay says so"}
	}
	body, _ = json.Marshal(answer)
	return status, body
}

// keep keeps a new monitor or subscription, and returns its ARN.
func (w *watch) keep(all map[string]map[string]any, kind string, one map[string]any) string {
	w.made++
	arn := "arn:aws:ce::" + account + ":anomaly" + map[string]string{"Monitor": "monitor/", "Subscription": "subscription/"}[kind] + strconv.Itoa(w.made)
	one[kind+"Arn"] = arn
	if kind == "Subscription" {
		one["AccountId"] = account
	}
	all[arn] = one
	return arn
}

// wrong is why AWS refuses a subscription, "" when it does not: of a monitor
// that is not there, or with a topic that would hear of it once a day.
func (w *watch) wrong(subscription map[string]any) string {
	monitors, _ := subscription["MonitorArnList"].([]any)
	for _, arn := range monitors {
		if name, _ := arn.(string); w.monitors[name] == nil {
			return "UnknownMonitorException"
		}
	}
	subscribers, _ := subscription["Subscribers"].([]any)
	for _, s := range subscribers {
		one, _ := s.(map[string]any)
		if one["Type"] == "SNS" && subscription["Frequency"] != "IMMEDIATE" {
			return "ValidationException"
		}
		one["Status"] = "CONFIRMED"
	}
	if len(monitors) == 0 || len(subscribers) == 0 {
		return "ValidationException"
	}
	return ""
}

func listed(all map[string]map[string]any) []map[string]any {
	list := []map[string]any{}
	for _, arn := range slices.Sorted(maps.Keys(all)) {
		list = append(list, all[arn])
	}
	return list
}
