package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/config"
)

// RootRecovery makes sure that the way back in is open to the owner alone.
var RootRecovery = runbook.Step{
	ID:      "root-recovery",
	Phase:   runbook.Root,
	Who:     runbook.AsRoot,
	Profile: config.Baseline,
	Check:   runbook.Manual("no API shows who can read root's mailbox or answer its phone; only you can tell"),
	Refs:    runbook.Refs{SSB: "ACCT.02"},
}
