package calls

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/names"
)

// Topic is one SNS topic and those who hear it.
type Topic struct {
	Attributes    TopicAttributes
	Subscriptions []Subscription
	Key           Key       // that it is encrypted with, where it is
	KeyPolicy     KeyPolicy // of a key of the customer's
	KeyUnread     error     // why the key could not be read
	Unread        error     // why the topic could not be read; then nothing else is here
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
	Filter          string `json:"-"` // its filter policy, "" for none: see SubscriptionAttributes
	Unread          error  `json:"-"` // why its filter policy could not be read
}

// SubscriptionAttributes is the answer of sns get-subscription-attributes. A
// filter policy keeps back what does not match it. It is absent where the
// subscription ended between two calls.
// Source: Amazon SNS Developer Guide, Amazon SNS message filtering.
type SubscriptionAttributes struct {
	evidence.Absence
	Attributes struct {
		SubscriptionArn string
		FilterPolicy    string `json:",omitempty"` // JSON; AWS leaves it out where there is none
	}
}

// Confirmed reports whether the subscription is in force: only then its
// SubscriptionArn is an ARN. ("Deleted" is another word found there.)
func (s Subscription) Confirmed() bool { return strings.HasPrefix(s.SubscriptionArn, "arn:") }

// byMail reports whether it is one of an e-mail address.
func (s Subscription) byMail() bool { return strings.HasPrefix(s.Protocol, "email") }

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

// confirmed finds the subscriptions of e-mail addresses that are in force.
const confirmed = "Subscriptions[?starts_with(Protocol, 'email') && starts_with(SubscriptionArn, 'arn:')].SubscriptionArn"

func (t topics) filters() evidence.Source[map[string]SubscriptionAttributes] {
	return evidence.Each(last(t.subscriptions().Calls()), confirmed, evidence.Query[SubscriptionAttributes]{Call: evidence.Call{
		Command: "sns get-subscription-attributes",
		Params: func(_ config.Config, item ...string) evidence.Params {
			return evidence.Params{"SubscriptionArn": item[len(item)-1]}
		},
		Action: "sns:GetSubscriptionAttributes",
		Absent: "NotFound",
		Narrow: t.all,
	}})
}

// SNSKey is the alias of AWS's own key for SNS.
const SNSKey = "alias/aws/sns"

// keys are those that topics are encrypted with, but AWS's own.
func (t topics) keys() evidence.Source[map[string]Key] {
	return evidence.Each(last(t.attributes().Calls()), "[Attributes.KmsMasterKeyId][?@ && @!='"+SNSKey+"']", evidence.Query[Key]{Call: describeKey()})
}

func (t topics) keyPolicies() evidence.Source[map[string]KeyPolicy] {
	return evidence.Each(last(t.keys().Calls()), "[KeyMetadata][?KeyManager=='CUSTOMER'].Arn", evidence.Query[KeyPolicy]{Call: evidence.Call{
		Command: "kms get-key-policy",
		Params: func(_ config.Config, item ...string) evidence.Params {
			return evidence.Params{"KeyId": item[len(item)-1], "PolicyName": "default"} // the only name there is; older commands ask for it
		},
		Action: "kms:GetKeyPolicy",
		Absent: "NotFoundException",
		Narrow: anyKey,
	}})
}

func (t topics) Calls() []evidence.Call {
	return evidence.Unique(slices.Concat(t.attributes().Calls(), t.filters().Calls(), t.keyPolicies().Calls()))
}

func (t topics) Answer(e evidence.Evidence) (map[string]Topic, error) {
	attributes, errA := t.attributes().Answer(e)
	subscriptions, errS := t.subscriptions().Answer(e)
	filters, errF := t.filters().Answer(e)
	keys, errK := t.keys().Answer(e)
	policies, errP := t.keyPolicies().Answer(e)
	of, rest := byItem(errors.Join(errA, errS))
	ofFilter, restF := byItem(errF)
	ofKey, restK := byItem(errors.Join(errK, errP))
	answers := map[string]Topic{}
	for arn, a := range attributes {
		topic := Topic{Attributes: a, Subscriptions: slices.Clone(subscriptions[arn].Subscriptions), KeyUnread: ofKey[arn]}
		for i, s := range topic.Subscriptions {
			key := evidence.Encode(arn) + "/" + evidence.Encode(s.SubscriptionArn)
			told := filters[key]
			topic.Subscriptions[i].Filter = told.Attributes.FilterPolicy
			switch _, read := filters[key]; {
			case !s.byMail() || !s.Confirmed():
			case !read:
				topic.Subscriptions[i].Unread = ofFilter[arn]
			case !told.Absent && told.Attributes.SubscriptionArn != s.SubscriptionArn:
				topic.Subscriptions[i].Unread = fmt.Errorf("asked about the subscription %s, AWS told about %s", s.SubscriptionArn, told.Attributes.SubscriptionArn)
			}
		}
		answers[arn] = topic
	}
	for key, k := range keys {
		topic := answers[evidence.Parts(key)[0]]
		topic.Key = k
		answers[evidence.Parts(key)[0]] = topic
	}
	for key, p := range policies {
		topic := answers[evidence.Parts(key)[0]]
		topic.KeyPolicy = p
		answers[evidence.Parts(key)[0]] = topic
	}
	for arn, err := range of {
		answers[arn] = Topic{Unread: err}
	}
	if rest != nil { // the rest of the others is the same: there is no list of topics
		restF, restK = nil, nil
	}
	return answers, errors.Join(rest, restF, restK)
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
	return []string{names.Topic(cfg, region, "*")}
}
