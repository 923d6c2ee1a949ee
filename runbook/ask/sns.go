package ask

import (
	"errors"
	"strings"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// Topic is one SNS topic and those who hear it.
type Topic struct {
	Attributes    TopicAttributes
	Subscriptions []Subscription
}

// TopicAttributes is the answer of sns get-topic-attributes.
type TopicAttributes struct {
	Attributes struct {
		TopicArn       string
		Policy         evidence.Document
		KmsMasterKeyID string `json:"KmsMasterKeyId,omitempty"` // AWS leaves it out for a topic that is not encrypted
	}
}

// Subscription is one entry of sns list-subscriptions-by-topic.
type Subscription struct {
	SubscriptionArn string // "PendingConfirmation" until the link in the e-mail was clicked
	Protocol        string // "email"
	Endpoint        string // for e-mail the address
}

// Confirmed reports whether the subscription is in force: only then its
// SubscriptionArn is an ARN. ("Deleted" is another word found there.)
func (s Subscription) Confirmed() bool { return strings.HasPrefix(s.SubscriptionArn, "arn:") }

// Subscriptions is the answer of sns list-subscriptions-by-topic.
type Subscriptions struct{ Subscriptions []Subscription }

// SNSTopics asks for every topic in us-east-1, its attributes and who hears it:
// the Region where AWS's billing metrics and so their alarms are. The answer is
// keyed by topic ARN.
func SNSTopics() evidence.Source[map[string]Topic] { return topics{} }

// SNSHomeTopics asks the same in the home Region, where alerts about security
// are sent from.
func SNSHomeTopics() evidence.Source[map[string]Topic] { return topics{home: true} }

type topics struct{ home bool }

func (t topics) attributes() evidence.Source[map[string]TopicAttributes] {
	return evidence.Each(t.list(), topicARNs, evidence.Query[TopicAttributes]{Call: evidence.Call{
		Command: "sns get-topic-attributes",
		Params:  topicARN,
		Action:  "sns:GetTopicAttributes",
		Narrow:  t.all,
	}})
}

func (t topics) subscriptions() evidence.Source[map[string]Subscriptions] {
	return evidence.Each(t.list(), topicARNs, evidence.Query[Subscriptions]{Call: evidence.Call{
		Command: "sns list-subscriptions-by-topic",
		Params:  topicARN,
		Action:  "sns:ListSubscriptionsByTopic",
		Narrow:  t.all,
	}})
}

func (t topics) Calls() []evidence.Call {
	return evidence.Unique(append(t.attributes().Calls(), t.subscriptions().Calls()...))
}

func (t topics) Answer(e evidence.Evidence) (map[string]Topic, error) {
	attributes, errA := t.attributes().Answer(e)
	subscriptions, errS := t.subscriptions().Answer(e)
	answers := map[string]Topic{}
	for arn, a := range attributes {
		answers[arn] = Topic{Attributes: a, Subscriptions: subscriptions[arn].Subscriptions}
	}
	return answers, errors.Join(errA, errS)
}

const topicARNs = "Topics[].TopicArn"

func (t topics) list() evidence.Call {
	return evidence.Call{Command: "sns list-topics", Action: "sns:ListTopics", Home: t.home}
}

func topicARN(_ config.Config, item ...string) evidence.Params {
	return evidence.Params{"TopicArn": item[0]}
}

// all are the topics of the account in that Region.
func (t topics) all(cfg config.Config) []string {
	region := evidence.GlobalRegion
	if t.home {
		region = cfg.Account.HomeRegion
	}
	return []string{"arn:aws:sns:" + region + ":" + cfg.Account.ID + ":*"}
}
