package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// AccessAnalyzer has AWS look in each Region for what is open to somebody
// outside the account.
var AccessAnalyzer = runbook.Step{
	ID:      "access-analyzer",
	Phase:   runbook.Watch,
	Who:     runbook.AsOperator,
	Profile: config.Baseline,
	Check:   runbook.InRegions(calls.AccessAnalyzers(), judgeAccessAnalyzer),
	Refs:    runbook.Refs{CIS: "2.18"},
}

func judgeAccessAnalyzer(_ config.Config, regions map[string]calls.AnalyzerList) runbook.Verdict {
	return judge.Everywhere(regions, judge.Clauses{
		Done:    "an analyzer looks for access from outside",
		Todo:    "no analyzer looks for access from outside",
		Waiting: "AWS is still making the analyzer",
	}, func(l calls.AnalyzerList) (runbook.Status, string) {
		status := ""
		for _, a := range l.Analyzers {
			switch {
			case a.Type != "ACCOUNT" && a.Type != "ORGANIZATION", a.ManagedBy != "":
				continue // looks for something else, or is a service's own
			case a.Status == "ACTIVE":
				return runbook.StatusDone, a.Arn + " is active"
			case status != "CREATING":
				status = a.Status
			}
		}
		switch status {
		case "":
			return runbook.StatusTodo, "no analyzer looks for access from outside"
		case "CREATING":
			return runbook.StatusWaiting, "the analyzer is CREATING"
		}
		return runbook.StatusTodo, "the analyzer is " + status
	})
}
