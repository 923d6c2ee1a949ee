package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// InstanceTokens watches that the machines which are there hand out their
// credentials only to who asks with a token (IMDSv2): InstanceMetadata sees to
// new ones. As with OpenAdminPorts, the end of the operator must not wait for it.
var InstanceTokens = runbook.Step{
	ID:      "instance-tokens",
	Phase:   runbook.Defaults,
	Who:     runbook.AsAdmin,
	Profile: config.CIS,
	Check:   runbook.InRegions(calls.EC2Instances(), judgeInstanceTokens),
	Refs:    runbook.Refs{CIS: "6.7"},
}

func judgeInstanceTokens(_ config.Config, regions map[string]calls.InstanceList) runbook.Verdict {
	findings, wrong := judge.Sweep(regions, func(l calls.InstanceList) []runbook.Finding {
		var found []runbook.Finding
		for _, r := range l.Reservations {
			for _, i := range r.Instances {
				// One that is deleted for good hands out nothing any more. It stays in
				// the list for an hour.
				if i.State.Name == "terminated" || i.State.Name == "shutting-down" {
					continue
				}
				f := runbook.Finding{Resource: i.InstanceId, Detail: i.InstanceId + " hands out credentials without a token"}
				switch o := i.MetadataOptions; {
				case o.HttpTokens == "required":
					f.OK, f.Detail = true, i.InstanceId+" asks for a token"
				case o.HttpEndpoint == "disabled":
					f.OK, f.Detail = true, i.InstanceId+" hands out no credentials"
				}
				found = append(found, f)
			}
		}
		return found
	})
	switch {
	case len(findings) == 0:
		return runbook.Verdict{Status: runbook.StatusNotApplicable, Reason: "there is no machine of EC2"}
	case len(wrong) > 0:
		return runbook.Todo("machines need not ask for a token (IMDSv2): %s", judge.FirstOf(wrong)).With(findings...)
	}
	return runbook.Done("every machine asks for a token (IMDSv2)").With(findings...)
}
