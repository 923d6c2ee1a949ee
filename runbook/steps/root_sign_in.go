package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/config"
)

// RootSignIn makes sure that the root user's password and e-mail are right.
var RootSignIn = runbook.Step{
	ID:      "root-sign-in",
	Phase:   runbook.Root,
	Who:     runbook.AsRoot,
	Profile: config.Essentials,
	Check:   runbook.Manual("no API shows the root user's password or sign-in; only you can tell"),
	Refs:    runbook.Refs{SSB: "ACCT.02"},
}
