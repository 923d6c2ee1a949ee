package steps

import (
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/ask"
	"hardbook/runbook/config"
)

// PrimaryContact keeps the account's own contact information current.
var PrimaryContact = runbook.Step{
	ID:      "primary-contact",
	Phase:   runbook.Root,
	Who:     runbook.AsRoot,
	Profile: config.Baseline,
	Check:   runbook.From1(ask.AccountContactInformation, judgePrimaryContact),
	Refs:    runbook.Refs{CIS: "2.2"},
}

// judgePrimaryContact shows what AWS has. That it is there says nothing of
// whether it is right.
func judgePrimaryContact(_ config.Config, c ask.ContactInformation) runbook.Verdict {
	if c.Absent {
		return runbook.Todo("AWS has no contact information of this account")
	}
	has := c.ContactInformation
	return runbook.ByHand("AWS has %s in %s, %s, with the phone number %s; whether that is current only you can tell",
		oneLine(has.FullName), oneLine(has.City), oneLine(has.CountryCode), oneLine(has.PhoneNumber))
}

// oneLine is a text with single spaces for all white space in it.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
