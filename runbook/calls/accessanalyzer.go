package calls

import "hardbook/runbook/evidence"

// AnalyzerList is the answer of accessanalyzer list-analyzers in one Region.
type AnalyzerList struct{ Analyzers []Analyzer }

// Analyzer is one that looks for access from outside, or for something else.
// Source: IAM Access Analyzer API, AnalyzerSummary.
type Analyzer struct {
	Arn       string
	Type      string // ACCOUNT and ORGANIZATION look for access from outside
	Status    string // ACTIVE, CREATING, DISABLED or FAILED
	ManagedBy string `json:",omitempty"` // the service that keeps it for itself: then it is no analyzer of the account's own
}

// AccessAnalyzers asks in each Region for its analyzers. The answer is keyed by
// Region.
func AccessAnalyzers() evidence.Source[map[string]AnalyzerList] {
	return evidence.Regional(evidence.Query[AnalyzerList]{Call: evidence.Call{
		Command: "accessanalyzer list-analyzers",
		Action:  "access-analyzer:ListAnalyzers",
	}})
}
