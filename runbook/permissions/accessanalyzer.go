package permissions

import (
	"hardbook/runbook/config"
	"hardbook/runbook/names"
)

// accessanalyzer has the commands about the book's own analyzers. The first one
// in an account makes a role as well, with which AWS looks around.
// Source: Service Authorization Reference, IAM Access Analyzer, dependent
// actions; IAM User Guide, Using service-linked roles for Access Analyzer.
func accessanalyzer() map[string][]Permission {
	return map[string][]Permission{
		"accessanalyzer create-analyzer": {
			{Action: "access-analyzer:CreateAnalyzer", Narrow: ownAnalyzers},
			{Action: "iam:CreateServiceLinkedRole", Narrow: analyzerRole},
		},
		"accessanalyzer delete-analyzer": one("access-analyzer:DeleteAnalyzer", ownAnalyzers),
		"accessanalyzer list-analyzers":  one("access-analyzer:ListAnalyzers", nil),
	}
}

// ownAnalyzers are those that the book makes, one in each Region.
func ownAnalyzers(cfg config.Config) []string {
	return []string{names.ARN("access-analyzer", "*", cfg.Account.ID, "analyzer/hardbook")}
}

func analyzerRole(cfg config.Config) []string {
	return serviceRole(cfg, "access-analyzer.amazonaws.com")
}
