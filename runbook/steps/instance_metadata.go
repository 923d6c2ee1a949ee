package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// InstanceMetadata has new machines hand out their credentials only to who asks
// with a token (IMDSv2), in each Region. Who set it does not matter: the account
// or a declarative policy of its organization.
var InstanceMetadata = runbook.Step{
	ID:      "instance-metadata",
	Phase:   runbook.Defaults,
	Who:     runbook.AsOperator,
	Profile: config.Baseline,
	Check:   runbook.InRegions(calls.EC2MetadataDefaults(), judgeInstanceMetadata),
	Refs:    runbook.Refs{CIS: "6.7"},
}

func judgeInstanceMetadata(_ config.Config, regions map[string]calls.MetadataDefaults) runbook.Verdict {
	return judge.Everywhere(regions, judge.Clauses{Done: "new machines ask for a token (IMDSv2)", Todo: "new machines need not ask for a token (IMDSv2)"}, func(d calls.MetadataDefaults) (runbook.Status, string) {
		switch tokens := d.AccountLevel.HttpTokens; tokens {
		case "required":
			return runbook.StatusDone, "new machines ask for a token"
		case "":
			return runbook.StatusTodo, "nothing is set for new machines"
		default:
			return runbook.StatusTodo, "for new machines a token is " + tokens
		}
	})
}
