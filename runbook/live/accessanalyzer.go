//go:build !offline

package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/accessanalyzer"
)

func accessanalyzerOperations(cfg aws.Config) map[string]operation {
	c := accessanalyzer.NewFromConfig(cfg)
	return map[string]operation{
		"accessanalyzer list-analyzers": all(c.ListAnalyzers, nextToken),
	}
}
