package steps

import (
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// AlternateContacts tells AWS whom to write to besides the root user.
var AlternateContacts = runbook.Step{
	ID:      "alternate-contacts",
	Phase:   runbook.Root,
	Who:     runbook.AsRoot,
	Profile: config.Baseline,
	Check:   runbook.From1(calls.AccountAlternateContacts(), judgeAlternateContacts),
	Refs:    runbook.Refs{CIS: "2.3", SSB: "ACCT.01"},
}

// judgeAlternateContacts compares the contacts that the config names. Of those
// that it does not name only the security contact is asked for (CIS 2.3), and
// then anybody will do.
func judgeAlternateContacts(cfg config.Config, contacts map[string]calls.AlternateContact) runbook.Verdict {
	var unset, wrong []string
	var findings []runbook.Finding
	for _, of := range []struct {
		kind   string
		wanted *config.Contact
	}{
		{calls.SecurityContact, cfg.Contacts.Security},
		{calls.BillingContact, cfg.Contacts.Billing},
		{calls.OperationsContact, cfg.Contacts.Operations},
	} {
		kind, is := strings.ToLower(of.kind), contacts[of.kind]
		f := runbook.Finding{Resource: "the " + kind + " contact"}
		switch {
		case is.Absent && of.wanted == nil && of.kind != calls.SecurityContact:
			continue
		case is.Absent:
			f.Detail = "is not set"
			unset = append(unset, kind)
		case is.AlternateContact.AlternateContactType != of.kind:
			return runbook.Unknown("AWS was asked for %s and told of another", f.Resource)
		case of.wanted == nil:
			f.OK, f.Detail = true, "is set; hardbook.yaml has none to compare it with"
		default:
			differs := differences(*of.wanted, is)
			f.OK, f.Detail = len(differs) == 0, "is the one in hardbook.yaml"
			if !f.OK {
				f.Detail = "has another " + judge.And(differs) + " than in hardbook.yaml"
				wrong = append(wrong, f.Resource+" "+f.Detail)
			}
		}
		findings = append(findings, f)
	}
	if len(unset) > 0 {
		reason := "the " + judge.And(unset) + " contact is not set"
		if len(unset) > 1 {
			reason = "the " + judge.And(unset) + " contacts are not set"
		}
		if cfg.Contacts.Security == nil && contacts[calls.SecurityContact].Absent {
			reason += ", and hardbook.yaml names none for security"
		}
		wrong = append([]string{reason}, wrong...)
	}
	if len(wrong) > 0 {
		return runbook.Todo("%s", strings.Join(wrong, "; ")).With(findings...)
	}
	return runbook.Done("whom AWS should write to is set").With(findings...)
}

// differences names what AWS has otherwise than the config. The case of e-mail
// addresses, spaces around a text and the punctuation of phone numbers do not
// count.
func differences(wanted config.Contact, is calls.AlternateContact) []string {
	has := is.AlternateContact
	var differs []string
	compare := func(what, a, b string) {
		if a != b {
			differs = append(differs, what)
		}
	}
	compare("name", strings.TrimSpace(wanted.Name), strings.TrimSpace(has.Name))
	compare("title", strings.TrimSpace(wanted.Title), strings.TrimSpace(has.Title))
	if !strings.EqualFold(wanted.Email, strings.TrimSpace(has.EmailAddress)) {
		differs = append(differs, "e-mail address")
	}
	compare("phone number", digits(wanted.Phone), digits(has.PhoneNumber))
	return differs
}

// digits are the digits of a phone number, which people write in many ways.
func digits(phone string) string {
	return strings.Map(func(c rune) rune {
		if '0' <= c && c <= '9' {
			return c
		}
		return -1
	}, phone)
}
