package permissions

import (
	"strings"

	"hardbook/runbook/config"
	"hardbook/runbook/eventrule"
	"hardbook/runbook/evidence"
)

// sns has the commands about the book's topic for alerts. The one for bill
// warnings is root's work.
func sns() map[string][]Permission {
	return map[string][]Permission{
		"sns create-topic":                one("sns:CreateTopic", ownTopics),
		"sns delete-topic":                one("sns:DeleteTopic", ownTopics),
		"sns get-subscription-attributes": one("sns:GetSubscriptionAttributes", ownTopics),
		"sns set-subscription-attributes": one("sns:SetSubscriptionAttributes", ownTopics),
		"sns get-topic-attributes":        one("sns:GetTopicAttributes", ownTopics),
		"sns set-topic-attributes":        one("sns:SetTopicAttributes", ownTopics),
		"sns subscribe":                   when("sns:Subscribe", ownTopics, toNotify),
	}
}

// ownTopics are those that the operator makes.
func ownTopics(cfg config.Config) []string {
	return []string{eventrule.Topic(cfg)}
}

// mostAddresses is how many characters the addresses may take in the operator's
// policies, quotes and commas too: AWS lets those be 10,240 long together.
const mostAddresses = 150

// toNotify is the condition that only e-mail addresses are put on a topic, and where
// there is room for them, only those to notify. AWS does not say whether it compares
// the letters as they were typed.
// Source: Amazon SNS Developer Guide, Using identity-based policies, sns:Protocol and
// sns:Endpoint.
func toNotify(cfg config.Config) evidence.Condition {
	only := evidence.Condition{"StringEquals": {"sns:Protocol": {"email"}}}
	if len(strings.Join(cfg.Notify, `","`)) <= mostAddresses {
		only["StringEqualsIgnoreCase"] = map[string]evidence.Values{"sns:Endpoint": cfg.Notify}
	}
	return only
}
