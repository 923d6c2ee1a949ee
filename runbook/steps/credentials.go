package steps

import (
	"fmt"
	"time"

	"hardbook/runbook/ask"
)

const aDay = 24 * time.Hour

// reportTime is when AWS made the credential report. One that was made after
// the evidence was collected is an error: ages in it would come out too small.
func reportTime(r ask.CredentialReport, at time.Time) (time.Time, error) {
	made := r.GeneratedTime.UTC()
	if made.After(at.Add(time.Hour)) {
		return made, fmt.Errorf("the credential report is of %s, after the evidence was collected", made.Format(minute))
	}
	return made, nil
}

// asOf says how old the report is, which may be up to four hours.
func asOf(report time.Time) string { return "(report of " + report.Format(minute) + ")" }

// credentialsOf are the passwords and keys that work, and when the report about
// them was made. A date that is later than the report is an error: it would make
// every age good.
func credentialsOf(r ask.CredentialReport, at time.Time) ([]ask.Credential, time.Time, error) {
	report, err := reportTime(r, at)
	if err != nil {
		return nil, report, err
	}
	active, err := r.Content.Active()
	if err != nil {
		return nil, report, err
	}
	for _, c := range active {
		for _, date := range []time.Time{c.Set, c.Used} {
			if date.After(report.Add(time.Hour)) {
				return nil, report, fmt.Errorf("the credential report dates the %s of %s %s, after the report itself", c.Name, c.User, date.Format(minute))
			}
		}
	}
	return active, report, nil
}
