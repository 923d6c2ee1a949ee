package calls

import (
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/names"
)

// The types of alternate contact. Source: Account Management API,
// AlternateContactType.
const (
	SecurityContact   = "SECURITY"
	BillingContact    = "BILLING"
	OperationsContact = "OPERATIONS"
)

// AlternateContact is the answer of account get-alternate-contact.
type AlternateContact struct {
	evidence.Absence
	AlternateContact struct {
		AlternateContactType string // the type that was asked for
		Name                 string
		Title                string
		EmailAddress         string
		PhoneNumber          string
	}
}

// AccountAlternateContacts asks for AWS's three alternate contacts, keyed by
// type. Source: Account Management API, GetAlternateContact; a contact that
// nobody has set is a ResourceNotFoundException.
func AccountAlternateContacts() evidence.Source[map[string]AlternateContact] {
	return evidence.Named(evidence.Query[AlternateContact]{Call: evidence.Call{
		Command: "account get-alternate-contact",
		Names: func(config.Config) []string {
			return []string{SecurityContact, BillingContact, OperationsContact}
		},
		Params: func(_ config.Config, item ...string) evidence.Params {
			return evidence.Params{"AlternateContactType": item[0]}
		},
		Action: "account:GetAlternateContact",
		Absent: "ResourceNotFoundException",
		Narrow: accountARN,
	}})
}

// ContactInformation is the part of account get-contact-information that a
// person can check at a glance. Source: Account Management API,
// ContactInformation, of which these members are required.
type ContactInformation struct {
	evidence.Absence
	ContactInformation struct {
		FullName    string
		City        string
		CountryCode string // two letters, ISO 3166
		PhoneNumber string
	}
}

// AccountContactInformation asks for the account's primary contact.
var AccountContactInformation = evidence.Query[ContactInformation]{Call: evidence.Call{
	Command: "account get-contact-information",
	Action:  "account:GetContactInformation",
	Absent:  "ResourceNotFoundException",
	Narrow:  accountARN,
}}

// accountARN is the account as its own contacts see it. Source: Service
// Authorization Reference, AWS Account Management: the resource type account.
// (Accounts of an organization have another ARN, for its management account.)
func accountARN(cfg config.Config) []string {
	return []string{names.ARN("account", "", cfg.Account.ID, "account")}
}

// AccountRegionList is the answer of account list-regions.
type AccountRegionList struct {
	Regions []struct {
		RegionName      string
		RegionOptStatus string // ENABLED, ENABLING, DISABLING, DISABLED, or ENABLED_BY_DEFAULT, which cannot be switched off
	}
}

// AccountRegions asks for all Regions of AWS, and whether they are switched on
// in the account. Source: Account Management API, ListRegions.
var AccountRegions = evidence.Query[AccountRegionList]{Call: evidence.Call{
	Command: "account list-regions",
	Action:  "account:ListRegions",
	Narrow:  accountARN,
}}
