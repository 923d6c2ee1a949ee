//go:build !offline

package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/account"
)

func accountOperations(cfg aws.Config) map[string]operation {
	c := account.NewFromConfig(cfg)
	return map[string]operation{
		"account get-alternate-contact":   one(c.GetAlternateContact),
		"account get-contact-information": one(c.GetContactInformation),
		"account list-regions":            all(c.ListRegions, nextToken),
	}
}
