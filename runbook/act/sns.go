package act

import "hardbook/runbook/config"

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
		"sns subscribe":                   one("sns:Subscribe", ownTopics),
	}
}

// ownTopics are those that the operator makes.
func ownTopics(cfg config.Config) []string {
	return []string{"arn:aws:sns:" + cfg.Account.HomeRegion + ":" + cfg.Account.ID + ":hardbook-security"}
}
