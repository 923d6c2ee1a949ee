package steps

import (
	"slices"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// CentralRootAccess lets the management account of an organization take the root
// user's credentials of the other accounts away, and makes new ones without any.
// The operator does it: it takes a permission of AWS Organizations, which the
// admin's IAMFullAccess does not have, and does not take root.
var CentralRootAccess = runbook.Step{
	ID:      "central-root-access",
	Phase:   runbook.Defaults,
	Who:     runbook.AsOperator,
	Profile: config.Baseline,
	Check:   runbook.From1(calls.IAMOrganizationsFeatures, judgeCentralRootAccess),
	Refs:    runbook.Refs{CIS: "2.1.1", SSB: "ACCT.02"},
	Applies: judge.OnlyForManagement,
}

// judgeCentralRootAccess does not ask for RootSessions, the power to act as root
// in the other accounts: the benchmark leaves that to the reader.
func judgeCentralRootAccess(_ config.Config, f calls.OrganizationsFeatures) runbook.Verdict {
	switch {
	case f.Absent:
		return runbook.Todo("IAM has no access to the organization, so the root users of its accounts are not managed from here")
	case !slices.Contains(f.EnabledFeatures, "RootCredentialsManagement"):
		return runbook.Todo("the root users of the organization's accounts are not managed from here")
	}
	return runbook.Done("the root users of the organization's accounts are managed from here")
}
