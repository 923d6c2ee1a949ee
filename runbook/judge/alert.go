package judge

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/eventrule"
	"hardbook/runbook/evidence"
	"hardbook/runbook/iam"
)

// AlertNeeds is what every alert rests on: without a trail EventBridge gets no
// events of CloudTrail.
func AlertNeeds() []string { return []string{"alert-role", "audit-trail", "security-topic"} }

// AlertCheck is the check of an alert's step. Rules of any name count.
func AlertCheck(id string, say Clauses) runbook.Check {
	return runbook.AtOnce(runbook.From1(Ways{}, func(_ config.Config, room AlertRoom) runbook.Verdict {
		alert, _ := eventrule.Find(id) // not before main begins
		return room.Judge(alert, say, room.Unread, func(string) string { return "" })
	}), calls.EventRules(), func(cfg config.Config, rules calls.Rules) string {
		alert, _ := eventrule.Find(id)
		for _, region := range alert.Arrivals([]string{cfg.Account.HomeRegion}) {
			if found, read := rules.Read[region]; read && len(found) == 0 {
				return say.Todo + " in " + region + ": there is no rule"
			}
		}
		return ""
	})
}

// AlertRoom is what an alert is judged by: all ways from an event to a person.
type AlertRoom struct {
	cfg    config.Config
	rules  map[string][]calls.Rule // by Region
	Unread map[string]error        // by Region, why there are no rules
	topics map[string]calls.Topic  // of the home Region, by ARN
	roles  calls.Authorization
}

// Ways asks for all that is in an AlertRoom.
type Ways struct{}

// Calls are what is asked.
func (Ways) Calls() []evidence.Call {
	return slices.Concat(calls.EventRules().Calls(), calls.SNSHomeTopics().Calls(), calls.IAMAuthorization.Calls())
}

// Answer puts the answers together.
func (Ways) Answer(e evidence.Evidence) (AlertRoom, error) {
	rules, errR := calls.EventRules().Answer(e)
	topics, errT := calls.SNSHomeTopics().Answer(e)
	roles, errA := calls.IAMAuthorization.Answer(e)
	return AlertRoom{e.Config, rules.Read, rules.Unread, topics, roles}, errors.Join(errR, errT, errA)
}

// Judge wants each event of the alert, in each Region where it arrives, to reach
// every address to notify. What is unread makes its Region unknown; before says
// what else is wrong in a Region, "" for nothing.
func (r AlertRoom) Judge(alert eventrule.Alert, say Clauses, unread map[string]error, before func(region string) string) runbook.Verdict {
	if err := unread[r.cfg.Account.HomeRegion]; err != nil {
		return runbook.Unreadable(err) // all ways lead there
	}
	account := r.cfg.Account.Regions
	if account == nil {
		account = slices.Concat(slices.Collect(maps.Keys(r.rules)), slices.Collect(maps.Keys(r.Unread)))
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
	v := Everywhere(regions, say, func(region string) (runbook.Status, string) {
		if problem := before(region); problem != "" {
			return runbook.StatusTodo, problem
		}
		return r.stands(alert, region)
	})
	return runbook.Besides(OrUnread(v, r.topics), missed)
}

// stands says how the alert stands in one Region where its events arrive.
func (r AlertRoom) stands(alert eventrule.Alert, region string) (runbook.Status, string) {
	waiting, unsure := "", ""
	for _, e := range alert.Events {
		if e.Region != "" && e.Region != region {
			continue
		}
		to, problem, doubt := r.leads(region, inRegion(e, r.cfg.Account.ID, region))
		status := runbook.StatusTodo
		if problem == "" {
			if status, problem = to.heard(r); problem != "" {
				problem = "its rule " + problem
			}
		}
		if status == runbook.StatusTodo && doubt != "" {
			status, problem = runbook.StatusUnknown, doubt
		}
		switch status {
		case runbook.StatusWaiting:
			waiting = e.Name + ": " + problem
		case runbook.StatusUnknown:
			unsure = e.Name + ": " + problem
		case runbook.StatusTodo:
			return status, e.Name + ": " + problem
		}
	}
	if unsure != "" {
		return runbook.StatusUnknown, unsure
	}
	if waiting != "" {
		return runbook.StatusWaiting, waiting
	}
	return runbook.StatusDone, "it reaches every address to notify"
}

// ends are the topics that an event gets to, by ARN, and who writes to each.
type ends map[string]publisher

// heard says how what gets there is heard.
func (e ends) heard(r AlertRoom) (runbook.Status, string) {
	return heard(r.cfg, r.topics, slices.Sorted(maps.Keys(e)), func(arn string) publisher { return e[arn] })
}

// leads are the topics that an event in a Region gets to: by rules of the home
// Region there, and from elsewhere by rules that hand it on to there. Where it
// gets to none, the problem says why. The doubt is about a way of which it cannot be
// told whether it is open.
func (r AlertRoom) leads(region string, event map[string]string) (to ends, problem, doubt string) {
	home, problem := r.cfg.Account.HomeRegion, "no rule in "+region+" matches it"
	to = ends{}
	for _, rule := range r.rules[region] {
		if !matches(rule.EventPattern, event) {
			continue
		}
		if rule.State != "ENABLED" && rule.State != "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" {
			problem = "the rule " + rule.Name + " in " + region + " is " + rule.State
			continue
		}
		for _, target := range rule.Targets {
			role, ok := roleOf(r.cfg, r.roles, target.RoleArn)
			may := func(action string) bool {
				works := iam.No
				if ok {
					works = worksFor(r.cfg, r.roles, role, rule.Arn, action, target.Arn)
				}
				if works == iam.Unsure {
					doubt = "whether the rule " + rule.Name + " in " + region + " can use the role " + role.RoleName + " cannot be told: one of its policies cannot be read or weighed"
				}
				return works == iam.Yes
			}
			switch {
			case region == home && target.RoleArn == "":
				to[target.Arn] = EventBridge()
			case region == home && may("sns:Publish"):
				to[target.Arn] = EventBridge().withRole(target.RoleArn)
			case region == home:
				problem = "the rule " + rule.Name + " in " + region + " writes to " + target.Arn + " with the role " + target.RoleArn + ", which may not; take the role off the target"
			case target.Arn != eventrule.Bus(r.cfg):
			case !target.SendsEvents(): // which no rule of the home Region then matches
				problem = "the rule " + rule.Name + " in " + region + " hands on something else than the event"
			case !may("events:PutEvents"):
				problem = "the rule " + rule.Name + " in " + region + " hands it on without a role that may"
			default:
				further, why, unsure := r.leads(home, event)
				maps.Copy(to, further)
				problem, doubt = why, cmp.Or(unsure, doubt)
			}
		}
		if len(to) == 0 && strings.HasPrefix(problem, "no rule in "+region) {
			problem = "the rule " + rule.Name + " in " + region + " sends it nowhere that counts"
		}
	}
	if len(to) > 0 {
		return to, "", doubt
	}
	return nil, problem, doubt
}
