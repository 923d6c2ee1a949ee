//go:build loop

package loop

import "slices"

// aboutNotices are the calls that notify carries out.
var aboutNotices = []string{
	"CreateNotification", "DeleteNotification", "DescribeNotificationsForBudget",
	"CreateSubscriber", "UpdateSubscriber", "DeleteSubscriber", "DescribeSubscribersForNotification",
}

// notify carries out a call about a budget's notifications, and returns its
// answer, if it has one, or why it fails.
func (b *budget) notify(action string, call budgetCall) (answer any, failure string) {
	at := slices.IndexFunc(b.notices, func(n *notice) bool { return n.Notification.same(call.Notification) })
	switch {
	case action == "DescribeNotificationsForBudget":
		list := []notification{}
		for _, n := range b.notices {
			list = append(list, n.Notification)
		}
		return map[string]any{"Notifications": list}, ""
	case action == "CreateNotification" && at >= 0:
		return nil, "DuplicateRecordException"
	case action == "CreateNotification":
		b.notices = append(b.notices, &notice{call.Notification, call.Subscribers})
		return nil, ""
	case at < 0:
		return nil, "NotFoundException"
	}
	n := b.notices[at]
	switch action {
	case "DescribeSubscribersForNotification":
		return map[string]any{"Subscribers": n.Subscribers}, ""
	case "CreateSubscriber":
		failure = n.replace(nil, []subscriber{call.Subscriber})
	case "UpdateSubscriber":
		failure = n.replace([]subscriber{call.OldSubscriber}, []subscriber{call.NewSubscriber})
	case "DeleteSubscriber":
		failure = n.replace([]subscriber{call.Subscriber}, nil)
	}
	if action == "DeleteNotification" || len(n.Subscribers) == 0 { // AWS deletes it with its last subscriber
		b.notices = slices.Delete(b.notices, at, at+1)
	}
	return nil, failure
}

// replace takes subscribers away and adds others.
func (n *notice) replace(old, new []subscriber) (failure string) {
	for _, s := range old {
		if !slices.Contains(n.Subscribers, s) {
			return "NotFoundException"
		}
	}
	for _, s := range new {
		if slices.Contains(n.Subscribers, s) {
			return "DuplicateRecordException"
		}
	}
	rest := slices.DeleteFunc(slices.Clone(n.Subscribers), func(s subscriber) bool { return slices.Contains(old, s) })
	all := append(rest, new...)
	if len(slices.DeleteFunc(slices.Clone(all), func(s subscriber) bool { return s.SubscriptionType != "SNS" })) > 1 {
		return "CreationLimitExceededException" // one topic, and ten addresses
	}
	n.Subscribers = all
	return ""
}

// same reports whether two descriptions mean one notification. A threshold is in
// percent if nothing else is said.
func (n notification) same(other notification) bool {
	for _, one := range []*notification{&n, &other} {
		if one.ThresholdType == "" {
			one.ThresholdType = "PERCENTAGE"
		}
	}
	return n == other
}
