package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// DocumentSharing keeps Systems Manager's documents from being shared with
// everybody, in each Region.
var DocumentSharing = runbook.Step{
	ID:      "document-sharing",
	Phase:   runbook.Defaults,
	Who:     runbook.AsOperator,
	Profile: config.Baseline,
	Check:   runbook.InRegions(calls.SSMDocumentSharing(), judgeDocumentSharing),
}

func judgeDocumentSharing(_ config.Config, regions map[string]calls.ServiceSetting) runbook.Verdict {
	return judge.Everywhere(regions, judge.Clauses{
		Done:    "no document can be shared with everybody",
		Todo:    "documents can be shared with everybody",
		Waiting: "a change of whether documents can be shared waits for approval",
	}, func(s calls.ServiceSetting) (runbook.Status, string) {
		if value := s.ServiceSetting.SettingValue; value != "Disable" {
			return runbook.StatusTodo, "documents can be shared with everybody (" + value + ")"
		}
		if s.ServiceSetting.Status == "PendingUpdate" {
			return runbook.StatusWaiting, "a change of whether documents can be shared waits for approval"
		}
		return runbook.StatusDone, "no document can be shared with everybody"
	})
}
