//go:build !offline

package live

import "github.com/aws/aws-sdk-go-v2/service/accessanalyzer"

func accessanalyzerOperations() map[string]operation {
	return map[string]operation{
		"accessanalyzer list-analyzers": all(accessanalyzer.NewFromConfig, func(c *accessanalyzer.Client, in *accessanalyzer.ListAnalyzersInput) *accessanalyzer.ListAnalyzersPaginator {
			return accessanalyzer.NewListAnalyzersPaginator(c, in)
		}),
	}
}
