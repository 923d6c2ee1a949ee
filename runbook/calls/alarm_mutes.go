package calls

import (
	"maps"
	"slices"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/names"
)

// MuteRule is the answer of cloudwatch get-alarm-mute-rule: alarms whose actions
// are held back at some hours, once or again and again. It is absent when it was
// deleted between two calls.
// Source: CloudWatch User Guide, Alarm mute rules; CloudWatch API,
// GetAlarmMuteRule.
type MuteRule struct {
	evidence.Absence
	Name        string
	Status      string                        // SCHEDULED, ACTIVE or EXPIRED
	MuteTargets struct{ AlarmNames []string } `json:",omitempty"` // AWS leaves it out where the rule is about no alarm yet
}

// Mutes are the rules that are not over, in the order of their names.
type Mutes []MuteRule

// Of is the rule that holds back the actions of an alarm, "" for none.
func (m Mutes) Of(alarm string) string {
	for _, rule := range m {
		if slices.Contains(rule.MuteTargets.AlarmNames, alarm) {
			return rule.Name
		}
	}
	return ""
}

// mutes asks for the mute rules of the Region of billing alarms, or of the home
// Region.
type mutes struct{ home bool }

// muteRules finds the rules that are not over. AWS lists their ARNs, which end in
// their names.
const muteRules = "AlarmMuteRuleSummaries[?Status!='EXPIRED'].AlarmMuteRuleArn"

func (m mutes) each() evidence.Source[map[string]MuteRule] {
	list := evidence.Call{Command: "cloudwatch list-alarm-mute-rules", Action: "cloudwatch:ListAlarmMuteRules", Narrow: m.all, Home: m.home}
	return evidence.Each(list, muteRules, evidence.Query[MuteRule]{Call: evidence.Call{
		Command: "cloudwatch get-alarm-mute-rule",
		Params: func(_ config.Config, item ...string) evidence.Params {
			return evidence.Params{"AlarmMuteRuleName": evidence.AfterColon(item[0])}
		},
		Action: "cloudwatch:GetAlarmMuteRule",
		Absent: "ResourceNotFoundException",
		Narrow: m.all,
	}})
}

// all are the mute rules of the account in that Region.
func (m mutes) all(cfg config.Config) []string {
	region := evidence.GlobalRegion
	if m.home {
		region = cfg.Account.HomeRegion
	}
	return []string{names.ARN("cloudwatch", region, cfg.Account.ID, "alarm-mute-rule:*")}
}

func (m mutes) Calls() []evidence.Call { return m.each().Calls() }

func (m mutes) Answer(e evidence.Evidence) (Mutes, error) {
	rules, err := m.each().Answer(e)
	var all Mutes
	for _, arn := range slices.Sorted(maps.Keys(rules)) {
		if rule := rules[arn]; rule.Status != "EXPIRED" {
			all = append(all, rule)
		}
	}
	return all, err
}
