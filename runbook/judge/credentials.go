package judge

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"hardbook/runbook/calls"
	"hardbook/runbook/words"
)

// ReportTime is when AWS made the credential report. One that was made after
// the evidence was collected is an error: ages in it would come out too small.
func ReportTime(r calls.CredentialReport, at time.Time) (time.Time, error) {
	made := r.GeneratedTime.UTC()
	if made.After(at.Add(time.Hour)) {
		return made, fmt.Errorf("the credential report is of %s, after the evidence was collected", words.Moment(made))
	}
	return made, nil
}

// AsOf says how old the report is, which may be up to four hours.
func AsOf(report time.Time) string { return "(report of " + words.Moment(report) + ")" }

// CredentialsOf are the passwords and keys that work, and when the report about
// them was made. A date that is later than the report is an error: it would make
// every age good.
func CredentialsOf(r calls.CredentialReport, at time.Time) ([]calls.Credential, time.Time, error) {
	report, err := ReportTime(r, at)
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
				return nil, report, fmt.Errorf("the credential report dates the %s of %s %s, after the report itself", c.Name, c.User, words.Moment(date))
			}
		}
	}
	return active, report, nil
}

// Working are the credentials for one service that work, in the order of their
// names: AWS gives lists in any order. One that is dated after the evidence is an
// error, as in the report.
func Working(all calls.ServiceCredentials, at time.Time) ([]calls.ServiceCredential, error) {
	found := slices.DeleteFunc(slices.Clone(all.ServiceSpecificCredentials), func(c calls.ServiceCredential) bool { return !c.Works(at) })
	slices.SortFunc(found, func(a, b calls.ServiceCredential) int {
		return cmp.Or(cmp.Compare(a.UserName, b.UserName), cmp.Compare(a.ServiceSpecificCredentialID, b.ServiceSpecificCredentialID))
	})
	for _, c := range found {
		if c.CreateDate.After(at.Add(time.Hour)) {
			return nil, fmt.Errorf("the %s of %s is dated %s, after the evidence was collected", ForService(c), c.UserName, words.Moment(c.CreateDate.Time))
		}
	}
	return found, nil
}

// ForService names a credential for one service.
func ForService(c calls.ServiceCredential) string {
	return "key " + c.ServiceSpecificCredentialID + " for " + c.ServiceName
}
