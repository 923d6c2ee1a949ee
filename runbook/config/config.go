// Package config reads hardbook.yaml: the few facts about one AWS account
// from which the whole book follows.
package config

import "time"

// Config is one account's hardbook.yaml, checked and with every default
// filled in. Only Load, Parse and Example make valid ones; the rest of the
// program relies on their rules (for example, that Account.ID is twelve
// digits) and does not check again.
type Config struct {
	Version          int       `yaml:"version"`                       // always 1
	Account          Account   `yaml:"account"`                       // the account the book is for
	Owner            string    `yaml:"owner"`                         // free text, printed on the cover
	Notify           []string  `yaml:"notify"`                        // e-mail addresses that hear about money and security
	HardenedOn       Date      `yaml:"hardened_on"`                   // root use after this day is a finding; zero when not given
	Admin            Admin     `yaml:"admin"`                         // the IAM user for daily identity work
	Billing          Billing   `yaml:"billing"`                       // when to warn about money
	Contacts         Contacts  `yaml:"contacts"`                      // AWS's three alternate contacts
	LogRetentionDays int       `yaml:"log_retention_days"`            // days that logs are kept
	LogArchive       string    `yaml:"log_archive" json:",omitempty"` // twelve digits of the account whose buckets the account's own trails may write to; "" for none
	Profile          Profile   `yaml:"profile"`                       // how much to harden
	Paid             bool      `yaml:"paid"`                          // also take in steps that cost money
	BilledChecks     []string  `yaml:"billed_checks"`                 // steps whose reads AWS bills for, allowed by name
	Skip             []Skipped `yaml:"skip"`                          // steps left out on purpose
}

// Account says which AWS account the book is for.
type Account struct {
	ID         string   `yaml:"id"`          // twelve digits
	Alias      string   `yaml:"alias"`       // sign-in alias; "" when the account has none
	Kind       Kind     `yaml:"kind"`        // how the account relates to AWS Organizations
	Partition  string   `yaml:"partition"`   // always "aws" for now
	HomeRegion string   `yaml:"home_region"` // the Region where regional things are made
	Regions    []string `yaml:"regions"`     // Regions to harden; nil means all that are enabled, found at run time ("all" in the file)
}

// Name is the account's alias, or its ID when it has none. It names the
// output folder, so an account whose alias is "example" goes by its ID: that
// folder belongs to the embedded example.
func (a Account) Name() string {
	if a.Alias != "" && a.Alias != "example" {
		return a.Alias
	}
	return a.ID
}

// Kind tells how an account relates to AWS Organizations.
type Kind string

// The kinds of account.
const (
	Standalone             Kind = "standalone"
	OrganizationMember     Kind = "organization-member"
	OrganizationManagement Kind = "organization-management"
)

// Admin names the IAM user that does identity work in root's place.
type Admin struct {
	User          string `yaml:"user"`          // IAM user name
	Group         string `yaml:"group"`         // IAM group that carries the user's permissions
	Authenticator string `yaml:"authenticator"` // free text: the authenticator app the book names
	Shell         bool   `yaml:"shell"`         // may open CloudShell and use "aws login"
}

// Billing says when the reader wants to hear about money.
type Billing struct {
	Currency      string    `yaml:"currency"`       // the account's billing currency, "USD"
	Thresholds    []float64 `yaml:"thresholds"`     // amounts of the month so far, ascending, each above zero
	MonthlyBudget float64   `yaml:"monthly_budget"` // amount a month
}

// Contacts are AWS's alternate contacts; nil when the file has none.
type Contacts struct {
	Security   *Contact `yaml:"security"`
	Billing    *Contact `yaml:"billing"`
	Operations *Contact `yaml:"operations"`
}

// Contact is one alternate contact. AWS wants all four members.
// Source: Account Management API, PutAlternateContact.
type Contact struct {
	Name  string `yaml:"name"`  // 1-64 characters
	Title string `yaml:"title"` // 1-50 characters
	Email string `yaml:"email"`
	Phone string `yaml:"phone"` // 1-25 characters: digits, spaces and + - ( )
}

// Profile says how much to harden: each takes in the one before.
type Profile string

// The profiles, from least to most.
const (
	Essentials Profile = "essentials"
	Baseline   Profile = "baseline"
	CIS        Profile = "cis"
)

// Includes reports whether a book of profile p takes in a step of profile
// other. An unknown profile includes nothing and is included by nothing.
func (p Profile) Includes(other Profile) bool {
	rank := map[Profile]int{Essentials: 1, Baseline: 2, CIS: 3}
	return rank[other] > 0 && rank[p] >= rank[other]
}

// Skipped is a step left out on purpose.
type Skipped struct {
	ID     string `yaml:"id"`     // the step
	Reason string `yaml:"reason"` // free text, printed in the book
}

// Date is a day in UTC; the zero Date means none was given.
type Date struct{ time.Time }

// String is the day as YYYY-MM-DD, or "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Format(time.DateOnly)
}
