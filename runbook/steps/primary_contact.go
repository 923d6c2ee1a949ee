package steps

import (
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
)

// PrimaryContact keeps the account's own contact information current.
var PrimaryContact = runbook.Step{
	ID:      "primary-contact",
	Phase:   runbook.Root,
	Who:     runbook.AsRoot,
	Profile: config.Baseline,
	Check:   runbook.From1(calls.AccountContactInformation, judgePrimaryContact).OrByHand(),
	Refs:    runbook.Refs{CIS: "2.2"},
}

// judgePrimaryContact shows what AWS has, as much of it as its owner needs to
// know it again: verdicts are shown to others. That it is there says nothing of
// whether it is right.
func judgePrimaryContact(_ config.Config, c calls.ContactInformation) runbook.Verdict {
	if c.Absent {
		return runbook.Todo("AWS has no contact information of this account")
	}
	has := c.ContactInformation
	return runbook.ByHand("AWS has %s in %s, %s, with a phone number that ends in %s; whether that is current only you can tell",
		oneLine(has.FullName), oneLine(has.City), oneLine(has.CountryCode), ending(has.PhoneNumber))
}

// ending are the last four characters of a phone number, or fewer of a short one.
func ending(phone string) string {
	digits := []rune(strings.Join(strings.Fields(phone), ""))
	return string(digits[max(len(digits)/2, len(digits)-4):])
}

// oneLine is a text with single spaces for all white space in it.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
