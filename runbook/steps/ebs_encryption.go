package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// EBSEncryption has every new disk encrypted, in each Region.
var EBSEncryption = runbook.Step{
	ID:      "ebs-encryption",
	Phase:   runbook.Defaults,
	Who:     runbook.AsOperator,
	Profile: config.Baseline,
	Check:   runbook.InRegions(calls.EC2EBSEncryption(), judgeEBSEncryption),
	Refs:    runbook.Refs{CIS: "6.1.1"},
}

func judgeEBSEncryption(_ config.Config, regions map[string]calls.EBSEncryption) runbook.Verdict {
	return judge.Everywhere(regions, judge.Clauses{Done: "new disks are encrypted", Todo: "new disks are not encrypted"}, func(e calls.EBSEncryption) (runbook.Status, string) {
		if e.EbsEncryptionByDefault {
			return runbook.StatusDone, "new disks are encrypted"
		}
		return runbook.StatusTodo, "new disks are not encrypted"
	})
}
