// Package eventrule is the one table of what the book has e-mails sent about: the
// pattern of the EventBridge rules, where such events arrive, and what the e-mail
// says. The commands of the book and the judges of its checks follow from it.
package eventrule

import (
	"slices"

	"hardbook/runbook/config"
	"hardbook/runbook/names"
)

// An Alert is one kind of event that every address to notify should hear of.
type Alert struct {
	ID      string   // of its step
	Title   string   // of the e-mail, in words that go on with "in AWS account …"
	Pattern string   // of its rules, as JSON
	Regions []string // where its events arrive, whatever Regions the config has
	Only    bool     // they arrive nowhere else; if not, in the Regions of the config too
	Events  []Event  // what some rule must match, whatever its pattern looks like
	Says    []Line   // what the e-mail tells of the event
}

// An Event is what is known for certain of some events. Of a member that is not
// in it nothing is known: such an event may have it or not.
type Event struct {
	Name   string            // in words
	Region string            // the only one where it arrives, "" for all of the alert
	Has    map[string]string // values by the place of the member: "detail.eventName"
}

// Any stands for any characters in the value of a member, of which no more is known.
const Any = "\x01"

// Absent is the value of a member that an event certainly does not have.
const Absent = "\x00"

// A Line is one line of the e-mail: what it is, and where the event has it. The
// places are of the JSONPath that EventBridge knows. Values are names, numbers
// and addresses, and never text that somebody outside could write.
type Line struct{ Word, Path string }

// SignInRegions are where AWS records sign-ins to the console that do not ask a
// Region of their own: those of root in the first, those of IAM users in any.
// They cannot be switched off.
// Source: CloudTrail User Guide, AWS Management Console sign-in events.
func SignInRegions() []string {
	return []string{"us-east-1", "us-east-2", "eu-north-1", "ap-southeast-2"}
}

// RoleARN is the ARN of the role with which rules put events on the bus of the home
// Region.
func RoleARN(cfg config.Config) string { return names.Role(cfg, names.AlertsRole) }

// Bus is the ARN of the event bus of the home Region.
func Bus(cfg config.Config) string {
	return names.ARN("events", cfg.Account.HomeRegion, cfg.Account.ID, "event-bus/default")
}

// Topic is the ARN of the topic that the book makes for alerts.
func Topic(cfg config.Config) string {
	return names.Topic(cfg, cfg.Account.HomeRegion, names.SecurityTopic)
}

// Rule names the rules that the book makes for the alert.
func (a Alert) Rule() string { return "hardbook-" + a.ID }

// Arrivals are the Regions where events of the alert arrive, in an account with
// these Regions.
func (a Alert) Arrivals(account []string) []string {
	regions := slices.Clone(a.Regions)
	if !a.Only {
		regions = append(regions, account...)
	}
	slices.Sort(regions)
	return slices.Compact(regions)
}

// RuleRegions are the Regions that need a rule in an account with this config:
// where events of the alert arrive, and the home Region, which sends the e-mail.
// nil stands for every Region that is enabled.
func (a Alert) RuleRegions(cfg config.Config) []string {
	if cfg.Account.Regions == nil && !a.Only {
		return nil
	}
	regions := append(a.Arrivals(cfg.Account.Regions), cfg.Account.HomeRegion)
	slices.Sort(regions)
	return slices.Compact(regions)
}

// All lists every alert.
func All() []Alert { return []Alert{root(), iam(), trail(), signIn(), guardDuty()} }

// Find is the alert of a step.
func Find(step string) (Alert, bool) {
	for _, a := range All() {
		if a.ID == step {
			return a, true
		}
	}
	return Alert{}, false
}
