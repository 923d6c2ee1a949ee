package calls

import (
	"errors"

	"hardbook/runbook/config"
	"hardbook/runbook/eventrule"
	"hardbook/runbook/evidence"
	"hardbook/runbook/names"
)

// RuleList is the answer of events list-rules about the default event bus.
type RuleList struct{ Rules []RuleSettings }

// RuleSettings are the settings of one rule of EventBridge.
// Source: EventBridge API, Rule.
type RuleSettings struct {
	Name         string
	Arn          string
	State        string // ENABLED, DISABLED or ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS
	EventPattern string `json:",omitempty"` // AWS leaves it out where the rule has a schedule
}

// TargetList is the answer of events list-targets-by-rule.
type TargetList struct{ Targets []Target }

// Target is where a rule sends what it matches.
type Target struct {
	Arn     string
	RoleArn string `json:",omitempty"` // AWS leaves it out where the rule sends without a role

	// What is sent in the event's place; AWS leaves them out where it is the event.
	Input            string    `json:",omitempty"`
	InputPath        string    `json:",omitempty"`
	InputTransformer *struct{} `json:",omitempty"`
}

// SendsEvents reports whether the target gets the events as they are.
func (t Target) SendsEvents() bool {
	return t.Input == "" && (t.InputPath == "" || t.InputPath == "$") && t.InputTransformer == nil
}

// Rule is one rule with its targets.
type Rule struct {
	RuleSettings
	Targets []Target
}

// Rules are those on the default event bus of each Region, where AWS's own events
// arrive.
type Rules struct {
	Read   map[string][]Rule // by Region
	Unread map[string]error  // by Region, what could not be read
}

// EventRules asks for the rules of each Region, and where they send. It asks in the
// Regions of sign-ins, too.
func EventRules() evidence.Source[Rules] { return eventRules{} }

type eventRules struct{}

func (eventRules) list() evidence.Source[map[string]RuleList] {
	return evidence.Regional(evidence.Query[RuleList]{Call: evidence.Call{
		Command: "events list-rules",
		Action:  "events:ListRules",
		Besides: eventrule.SignInRegions(),
	}})
}

func (r eventRules) targets() evidence.Source[map[string]TargetList] {
	calls := r.list().Calls()
	return evidence.Each(calls[len(calls)-1], "Rules[].Name", evidence.Query[TargetList]{Call: evidence.Call{
		Command: "events list-targets-by-rule",
		Params:  func(_ config.Config, item ...string) evidence.Params { return evidence.Params{"Rule": item[0]} },
		Action:  "events:ListTargetsByRule",
		Narrow: func(cfg config.Config) []string {
			return []string{names.ARN("events", "*", cfg.Account.ID, "rule/*")}
		},
	}})
}

func (r eventRules) Calls() []evidence.Call { return r.targets().Calls() }

func (r eventRules) Answer(e evidence.Evidence) (Rules, error) {
	lists, errL := r.list().Answer(e)
	targets, errT := r.targets().Answer(e)
	a := Rules{Read: map[string][]Rule{}}
	var rest error
	a.Unread, rest = byRegion(errors.Join(errL, errT))
	of := map[string]map[string][]Target{}
	for key, list := range targets {
		parts := evidence.Parts(key) // Region and name
		if of[parts[0]] == nil {
			of[parts[0]] = map[string][]Target{}
		}
		of[parts[0]][parts[1]] = list.Targets
	}
	for region, list := range lists {
		if a.Unread[region] != nil {
			continue
		}
		a.Read[region] = []Rule{}
		for _, settings := range list.Rules {
			a.Read[region] = append(a.Read[region], Rule{settings, of[region][settings.Name]})
		}
	}
	return a, rest
}
