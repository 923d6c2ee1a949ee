// Package attested reads and writes attested.yaml: who said of which step that
// it is done, where no program can see it.
package attested

import (
	"fmt"
	"regexp"
	"time"

	"hardbook/runbook/config"
	"hardbook/runbook/verify"
)

// Name is the file's name in the folder of a book.
const Name = "attested.yaml"

// What an attestation may hold at most.
const (
	WhoLength  = 120 // characters
	NoteLength = 500 // characters
	Years      = 5   // that it holds
	most       = 200 // steps: more than there are
)

// file is attested.yaml.
type file struct {
	Version int    `yaml:"version"` // always 1
	Account string `yaml:"account"` // whose steps they are
	Steps   []step `yaml:"steps"`
}

type step struct {
	ID    string      `yaml:"id"`
	Who   string      `yaml:"who"`
	At    time.Time   `yaml:"at"`
	Until config.Date `yaml:"until"`
	Note  string      `yaml:"note"`
}

// Parse reads an attested.yaml about this account. The path is the file's in
// messages. An error is always a *config.Error, which names line, key, value and
// the fix.
func Parse(path string, data []byte, account string, now time.Time) ([]verify.Attestation, error) {
	form := config.Form{What: "an attested.yaml", Empty: "remove the file, and hardbook attest ID writes a new one"}
	var f file
	if err := config.Strict(form, path, data, &f, func(v config.Values) { f.rules(v, account, now) }); err != nil {
		return nil, err
	}
	var list []verify.Attestation
	for _, s := range f.Steps {
		list = append(list, verify.Attestation{ID: s.ID, Who: s.Who, At: s.At, Until: s.Until.Time, Note: s.Note})
	}
	return list, nil
}

// accountID is the number of an account.
var accountID = regexp.MustCompile(`^[0-9]{12}$`)

func (f file) rules(v config.Values, account string, now time.Time) {
	v.Required("version", "write version: 1")
	v.Check("version", f.Version == 1, "is a version this hardbook does not know", "write version: 1")
	v.Required("account", "write the twelve digits of the account, in quotes")
	v.Check("account", accountID.MatchString(f.Account), "is not a 12-digit account id", "write its twelve digits, in quotes")
	v.Check("account", f.Account == account, "is not the account of this book, which is "+account,
		"each book has an attested.yaml of its own: move this one to the book that it belongs to")
	if !v.Most("steps", len(f.Steps), most) {
		return
	}
	seen := map[string]bool{}
	for i, s := range f.Steps {
		s.rules(v, fmt.Sprintf("steps[%d].", i), now)
		v.Check(fmt.Sprintf("steps[%d].id", i), !seen[s.ID], "is here twice", "remove one of them")
		seen[s.ID] = true
	}
}

func (s step) rules(v config.Values, key string, now time.Time) {
	v.Required(key+"id", "hardbook steps lists the names")
	v.Step(key+"id", s.ID)
	v.Required(key+"who", "write who said that the step is done")
	v.Text(key+"who", s.Who, 1, WhoLength)
	v.Text(key+"note", s.Note, 0, NoteLength)
	v.Required(key+"at", "write when they said so, such as 2026-11-21T18:30:00Z")
	v.Check(key+"at", !verify.Attestation{At: s.At}.Early(now), "is still to come", "write when they said so; or set the clock right")
	v.Required(key+"until", "write the last day on which it holds, such as 2027-11-21")
	at, until := day(s.At), s.Until.Time
	v.Check(key+"until", !until.Before(at), "is before the day on which it was said", "write the last day on which it holds")
	v.Check(key+"until", !until.After(LastDay(s.At)), fmt.Sprintf("is more than %d years after it was said", Years), "write "+LastDay(s.At).Format(time.DateOnly)+", or a day before")
}

// LastDay is the last day until which an attestation of that time can hold.
func LastDay(at time.Time) time.Time { return day(at).AddDate(Years, 0, 0) }

// UsualDay is the day until which one holds where nobody says otherwise: a year on.
func UsualDay(at time.Time) time.Time { return day(at).AddDate(1, 0, 0) }

// day is the day of a time, in UTC.
func day(at time.Time) time.Time { return at.UTC().Truncate(24 * time.Hour) }
