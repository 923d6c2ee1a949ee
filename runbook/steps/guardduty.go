package steps

import (
	"errors"
	"maps"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/eventrule"
	"hardbook/runbook/judge"
)

// GuardDuty has AWS look for signs of intruders in each Region, and an e-mail
// sent about each finding.
var GuardDuty = runbook.Step{
	ID:      "guardduty",
	Phase:   runbook.Watch,
	Who:     runbook.AsOperator,
	Profile: config.Baseline,
	Paid:    true,
	Check:   runbook.From2(judge.Ways{}, calls.GuardDutyDetectors(), judgeGuardDuty),
	Needs:   []string{AlertRole.ID, SecurityTopic.ID}, // findings come without a trail
	Refs:    runbook.Refs{SSB: "ACCT.11"},
}

func judgeGuardDuty(_ config.Config, room judge.AlertRoom, detectors calls.Detectors) runbook.Verdict {
	alert, _ := eventrule.Find("guardduty")
	unread := maps.Clone(room.Unread)
	for region, err := range detectors.Unread {
		unread[region] = errors.Join(unread[region], err)
	}
	return room.Judge(alert, judge.Clauses{
		Done:    "GuardDuty looks, and every address hears of what it finds,",
		Todo:    "GuardDuty does not look, or not every address would hear of it,",
		Waiting: "GuardDuty looks, but addresses must be confirmed before they hear of what it finds,",
	}, unread, func(region string) string {
		status := ""
		for _, d := range detectors.Read[region] {
			if d.Status == "ENABLED" {
				return ""
			}
			status = d.Status
		}
		if status == "" {
			return "GuardDuty has no detector here"
		}
		return "the detector is " + status
	})
}
