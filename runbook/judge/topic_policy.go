package judge

import (
	"errors"

	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/iam"
	"hardbook/runbook/names"
)

// A publisher is a service that writes to topics on behalf of this account, or a
// role with which one does.
type publisher struct {
	name     string
	service  string    // by which a policy names it
	everyone iam.Truth // whether SNS's default statement, for everything in the account, lets it in
	unseen   bool      // to an e-mail address it writes only once that was confirmed, and no call shows whether it was
	nameless bool      // it does not say for whom it writes
	source   iam.Text  // ARN of what it writes for
	Some     bool      // that it may publish for some of what it writes for, by a pattern for names, is enough
	role     string    // ARN of the role that it writes with, where it does: one that may publish
}

// CloudWatch stands for the alarms of this account in us-east-1, where those
// about the bill are.
func CloudWatch(cfg config.Config) publisher { return cloudWatchIn(cfg, evidence.GlobalRegion) }

// cloudWatchIn stands for its alarms in a Region.
func cloudWatchIn(cfg config.Config, region string) publisher {
	return publisher{name: "CloudWatch", service: "cloudwatch.amazonaws.com", everyone: iam.Yes, source: iam.Like(alarmARN(cfg, region, ""), "")}
}

// alarmIn stands for one alarm.
func alarmIn(cfg config.Config, region, name string) publisher {
	p := cloudWatchIn(cfg, region)
	p.source = iam.Exactly(alarmARN(cfg, region, name))
	return p
}

func alarmARN(cfg config.Config, region, name string) string {
	return names.ARN("cloudwatch", region, cfg.Account.ID, "alarm:"+name)
}

// Budget stands for one budget.
func Budget(cfg config.Config, name string) publisher {
	p := AwsBudgets(cfg)
	p.source = iam.Exactly(names.ARN("budgets", "", cfg.Account.ID, "budget/"+name))
	return p
}

// AwsBudgets stands for the budgets of this account, which a topic must let in
// by name. Source: AWS Cost Management User Guide, "Creating an Amazon SNS topic
// for budget notifications"; "Adding email recipients to a budget notification".
func AwsBudgets(cfg config.Config) publisher {
	return publisher{name: "AWS Budgets", service: "budgets.amazonaws.com", everyone: iam.No, unseen: true, source: iam.Like(names.ARN("budgets", "", cfg.Account.ID, "budget/"), "")}
}

// EventBridge stands for the rules of this account. To a topic that lets it in
// under a condition, whatever it is, EventBridge delivers nothing.
// Source: EventBridge User Guide, Troubleshooting, "the rule is sent to my topic
// but no e-mail arrives"; Using resource-based policies.
func EventBridge() publisher {
	return publisher{name: "EventBridge", service: "events.amazonaws.com", everyone: iam.No, nameless: true}
}

// withRole is the publisher, where it writes with a role that may publish: then
// the topic's policy must not refuse the role.
// Source: EventBridge User Guide, Using resource-based policies.
func (p publisher) withRole(arn string) publisher {
	p.role = arn
	return p
}

// CostAlerts stands for what Cost Anomaly Detection sends about this account,
// which a topic must let in by name, too. Source: AWS Cost Management User Guide,
// "Creating an Amazon SNS topic for anomaly notifications".
func CostAlerts(cfg config.Config) publisher {
	return publisher{name: "Cost Anomaly Detection", service: "costalerts.amazonaws.com", everyone: iam.No, source: iam.Like(names.ARN("ce", "", cfg.Account.ID, "anomalysubscription/"), "")}
}

// request is what the publisher asks of a resource.
func (p publisher) request(cfg config.Config, action, resource string) iam.Request {
	if p.role != "" {
		r := ByUser(cfg, p.role, action, resource)
		r.Named = true
		return r
	}
	r := ByService(cfg, iam.Service(p.service, p.everyone), action, iam.Exactly(resource), p.source)
	if p.nameless {
		r.Context["aws:sourcearn"], r.Context["aws:sourceaccount"], r.Context["aws:sourceowner"] = iam.Missing(), iam.Missing(), iam.Missing()
	}
	return r
}

// may decides whether a resource's policy lets the publisher do something.
func (p publisher) may(cfg config.Config, action, resource string, policy evidence.Document) (iam.Decision, []string) {
	layer := iam.Layer{policy}
	if p.role != "" {
		layer = append(layer, LetIn("AWS:"+p.role)) // the role's own policy was looked at
	}
	d, doubts := iam.Decide(p.request(cfg, action, resource), layer)
	if d != iam.NotKnown || !onlyAbout("aws:SourceArn", doubts) {
		return d, doubts
	}
	if p.Some { // is it open to others than those it names one by one?
		p.source = p.source.But(tested(policy)...)
		if d, _ = iam.Decide(p.request(cfg, action, resource), layer); d != iam.Denied {
			return iam.Allowed, nil
		}
	}
	return iam.Denied, nil
}

// tested are the words of a document's conditions.
func tested(d evidence.Document) []string {
	var words []string
	for _, s := range d.Statements {
		for _, of := range s.Condition {
			words = append(words, of...)
		}
	}
	return words
}

// barred says why the service cannot publish to a topic, or may not: "" means
// that it can. It continues a sentence about the topic. The error is why that
// cannot be told.
func barred(cfg config.Config, t calls.Topic, p publisher) (string, error) {
	if t.Unread != nil {
		return "could not be read", t.Unread
	}
	attributes := t.Attributes.Attributes
	d, doubts := p.may(cfg, "sns:Publish", attributes.TopicArn, attributes.Policy)
	if d == iam.Denied {
		return "has a policy that does not let " + p.name + " publish", nil
	}
	if why, err := locked(cfg, t, p); why != "" {
		return why, err
	}
	if d == iam.NotKnown {
		return unweighed("has a policy " + Weighed(doubts))
	}
	return "", nil
}

// locked says why the key that a topic is encrypted with keeps the service out, ""
// where none does.
// Source: Amazon SNS Developer Guide, Encryption at rest, Enable compatibility
// between event sources from AWS services and encrypted topics.
func locked(cfg config.Config, t calls.Topic, p publisher) (string, error) {
	key, metadata := t.Attributes.Attributes.KmsMasterKeyID, t.Key.KeyMetadata
	switch {
	case key == "":
		return "", nil
	case t.KeyUnread != nil:
		return "is encrypted with a key that could not be read (" + key + ")", t.KeyUnread
	case key == calls.SNSKey:
		return "is encrypted with AWS's own key, which lets no service in (" + key + ")", nil
	case t.Key.Absent, t.KeyPolicy.Absent:
		return "is encrypted with a key that does not exist (" + key + ")", nil
	case metadata.KeyManager != "CUSTOMER":
		return "is encrypted with AWS's own key, which lets no service in (" + key + ")", nil
	case metadata.KeyState != "Enabled":
		return "is encrypted with a key that is " + metadata.KeyState + " (" + key + ")", nil
	}
	for _, action := range []string{"kms:GenerateDataKey", "kms:Decrypt"} {
		switch d, doubts := p.may(cfg, action, metadata.Arn, t.KeyPolicy.Policy); d {
		case iam.Denied:
			return "is encrypted with a key that is closed to " + p.name + " (" + key + ")", nil
		case iam.NotKnown:
			return unweighed("is encrypted with a key (" + key + ") whose policy has a part " + Weighed(doubts))
		}
	}
	return "", nil
}

// unweighed is a problem that may be none.
func unweighed(what string) (string, error) { return what, errors.New(what) }
