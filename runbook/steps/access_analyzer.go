package steps

import (
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/ask"
	"hardbook/runbook/config"
)

// AccessAnalyzer has AWS look in each Region for what is open to somebody
// outside the account.
var AccessAnalyzer = runbook.Step{
	ID:      "access-analyzer",
	Phase:   runbook.Watch,
	Who:     runbook.AsOperator,
	Profile: config.Baseline,
	Check:   runbook.From1(ask.AccessAnalyzers(), judgeAccessAnalyzer),
	Refs:    runbook.Refs{CIS: "2.18"},
}

func judgeAccessAnalyzer(_ config.Config, regions map[string]ask.AnalyzerList) runbook.Verdict {
	var creating []string
	v := everywhere(regions, "an analyzer looks for access from outside", "no analyzer looks for access from outside", func(l ask.AnalyzerList) (bool, string) {
		status := ""
		for _, a := range l.Analyzers {
			switch {
			case a.Type != "ACCOUNT" && a.Type != "ORGANIZATION", a.ManagedBy != "":
				continue // looks for something else, or is a service's own
			case a.Status == "ACTIVE":
				return true, a.Arn + " is active"
			case status != "CREATING":
				status = a.Status
			}
		}
		if status == "" {
			return false, "no analyzer looks for access from outside"
		}
		return false, "the analyzer is " + status
	})
	if v.Status != runbook.StatusTodo {
		return v
	}
	for _, f := range v.Findings {
		switch {
		case f.OK:
		case !strings.HasSuffix(f.Detail, " is CREATING"):
			return v
		default:
			creating = append(creating, f.Region)
		}
	}
	return runbook.Waiting("AWS is still making the analyzer in %s", places(creating)).With(v.Findings...)
}
