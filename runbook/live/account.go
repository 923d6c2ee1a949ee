//go:build !offline

package live

import "github.com/aws/aws-sdk-go-v2/service/account"

func accountOperations() map[string]operation {
	return map[string]operation{
		"account get-alternate-contact":   one(account.NewFromConfig, (*account.Client).GetAlternateContact),
		"account get-contact-information": one(account.NewFromConfig, (*account.Client).GetContactInformation),
		"account list-regions": all(account.NewFromConfig, func(c *account.Client, in *account.ListRegionsInput) *account.ListRegionsPaginator {
			return account.NewListRegionsPaginator(c, in)
		}),
	}
}
