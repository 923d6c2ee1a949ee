package steps

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/alerts"
	"hardbook/runbook/ask"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// alertNeeds is what every alert rests on: without a trail EventBridge gets no
// events of CloudTrail.
func alertNeeds() []string { return []string{"alert-role", "audit-trail", "security-topic"} }

// alertCheck is the check of an alert's step. Rules of any name count.
func alertCheck(id string, say clauses) runbook.Check {
	return runbook.From1(ways{}, func(_ config.Config, room alertRoom) runbook.Verdict {
		alert, _ := alerts.Find(id) // not before main begins
		return room.judge(alert, say, room.unread, func(string) string { return "" })
	})
}

// alertRoom is what an alert is judged by: all ways from an event to a person.
type alertRoom struct {
	cfg    config.Config
	rules  map[string][]ask.Rule // by Region
	unread map[string]error      // by Region, why there are no rules
	topics map[string]ask.Topic  // of the home Region, by ARN
	roles  ask.Authorization
}

// ways asks for all that is in an alertRoom.
type ways struct{}

func (ways) Calls() []evidence.Call {
	return slices.Concat(ask.EventRules().Calls(), ask.SNSHomeTopics().Calls(), ask.IAMAuthorization.Calls())
}

func (ways) Answer(e evidence.Evidence) (alertRoom, error) {
	rules, errR := ask.EventRules().Answer(e)
	topics, errT := ask.SNSHomeTopics().Answer(e)
	roles, errA := ask.IAMAuthorization.Answer(e)
	return alertRoom{e.Config, rules.Read, rules.Unread, topics, roles}, errors.Join(errR, errT, errA)
}

// judge wants each event of the alert, in each Region where it arrives, to reach
// every address to notify. What is unread makes its Region unknown; before says
// what else is wrong in a Region, "" for nothing.
func (r alertRoom) judge(alert alerts.Alert, say clauses, unread map[string]error, before func(region string) string) runbook.Verdict {
	if err := unread[r.cfg.Account.HomeRegion]; err != nil {
		return runbook.Unreadable(err) // all ways lead there
	}
	account := r.cfg.Account.Regions
	if account == nil {
		account = slices.Concat(slices.Collect(maps.Keys(r.rules)), slices.Collect(maps.Keys(r.unread)))
	}
	regions := map[string]string{}
	var missed error
	for _, region := range alert.Arrivals(account) {
		switch {
		case unread[region] != nil:
			missed = errors.Join(missed, unread[region])
		case r.rules[region] == nil && r.cfg.Account.Regions == nil:
			continue // it is not enabled: nothing arrives there
		case r.rules[region] == nil:
			return runbook.Unknown("the rules in %s were not read, where such events arrive", region)
		default:
			regions[region] = region
		}
	}
	v := everywhere(regions, say, func(region string) (runbook.Status, string) {
		if problem := before(region); problem != "" {
			return runbook.StatusTodo, problem
		}
		return r.stands(alert, region)
	})
	return runbook.Besides(v, missed)
}

// stands says how the alert stands in one Region where its events arrive.
func (r alertRoom) stands(alert alerts.Alert, region string) (runbook.Status, string) {
	waiting := ""
	for _, e := range alert.Events {
		if e.Region != "" && e.Region != region {
			continue
		}
		topics, problem := r.leads(region, inRegion(e, r.cfg.Account.ID, region))
		pending := false
		if problem == "" {
			if problem, pending = heard(r.cfg, r.topics, topics, eventBridge()); problem != "" {
				problem = "its rule " + problem
			}
		}
		switch {
		case pending:
			waiting = e.Name + ": " + problem
		case problem != "":
			return runbook.StatusTodo, e.Name + ": " + problem
		}
	}
	if waiting != "" {
		return runbook.StatusWaiting, waiting
	}
	return runbook.StatusDone, "it reaches every address to notify"
}

// leads are the topics that an event in a Region gets to: by rules of the home
// Region there, and from elsewhere by rules that hand it on to there. Where it
// gets to none, the problem says why.
func (r alertRoom) leads(region string, event map[string]string) (topics []string, problem string) {
	home, problem := r.cfg.Account.HomeRegion, "no rule in "+region+" matches it"
	for _, rule := range r.rules[region] {
		if !matches(rule.EventPattern, event) {
			continue
		}
		if rule.State != "ENABLED" && rule.State != "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" {
			problem = "the rule " + rule.Name + " in " + region + " is " + rule.State
			continue
		}
		for _, target := range rule.Targets {
			switch role, ok := roleOf(r.cfg, r.roles, target.RoleArn); {
			case region == home:
				topics = append(topics, target.Arn)
			case target.Arn != alerts.Bus(r.cfg):
			case !target.SendsEvents(): // which no rule of the home Region then matches
				problem = "the rule " + rule.Name + " in " + region + " hands on something else than the event"
			case !ok || !forwards(r.cfg, r.roles, role, rule.Arn):
				problem = "the rule " + rule.Name + " in " + region + " hands it on without a role that may"
			default:
				further, why := r.leads(home, event)
				topics, problem = append(topics, further...), why
			}
		}
		if len(topics) == 0 && strings.HasPrefix(problem, "no rule in "+region) {
			problem = "the rule " + rule.Name + " in " + region + " sends it nowhere that counts"
		}
	}
	if len(topics) > 0 {
		return topics, ""
	}
	return nil, problem
}
