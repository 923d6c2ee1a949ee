package steps

import (
	"maps"
	"slices"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// DefaultVPC deletes the network that AWS made in each Region, where nothing is
// in it.
var DefaultVPC = runbook.Step{
	ID:      "default-vpc",
	Phase:   runbook.Defaults,
	Who:     runbook.AsOperator,
	Profile: config.Baseline,
	Check:   runbook.InRegions(calls.EC2DefaultVPCs(), judgeDefaultVPC),
	Refs:    runbook.Refs{SSB: "ACCT.09"},
}

// judgeDefaultVPC says of a network in use what uses it: the reader may have put
// it there on purpose, and then leaves the step out.
func judgeDefaultVPC(cfg config.Config, regions map[string]calls.Used[calls.VPCList]) runbook.Verdict {
	ours := func(vpc calls.VPC) bool { return vpc.IsDefault && !judge.IsShared(cfg, vpc.OwnerId) }
	var uses []string
	for _, region := range slices.Sorted(maps.Keys(regions)) {
		for _, vpc := range regions[region].List.Vpcs {
			if who := users(regions[region].Interfaces[vpc.VpcId]); ours(vpc) && who != "" {
				uses = append(uses, vpc.VpcId+" in "+region+" is used by "+who)
			}
		}
	}
	v := judge.Everywhere(regions, judge.Clauses{Done: "there is no default VPC", Todo: "there is a default VPC"}, func(u calls.Used[calls.VPCList]) (runbook.Status, string) {
		for _, vpc := range u.List.Vpcs {
			if !ours(vpc) {
				continue
			}
			if who := users(u.Interfaces[vpc.VpcId]); who != "" {
				return runbook.StatusTodo, "the default VPC " + vpc.VpcId + " is used by " + who
			}
			return runbook.StatusTodo, "the default VPC " + vpc.VpcId + " is there, and no network interface is in it"
		}
		return runbook.StatusDone, "there is no default VPC"
	})
	if len(uses) > 0 {
		v.Reason += "; " + judge.FirstOf(uses) + ": if that is meant, leave default-vpc out with skip in hardbook.yaml"
	}
	return v
}

// users names what has network interfaces, "" for none.
func users(interfaces []calls.NetworkInterface) string {
	var names []string
	for _, i := range interfaces {
		name := i.NetworkInterfaceId
		switch {
		case i.Attachment.InstanceId != "":
			name += " (" + i.Attachment.InstanceId + ")"
		case i.Description != "":
			name += " (" + strings.TrimSpace(i.Description) + ")"
		}
		names = append(names, name)
	}
	slices.Sort(names) // AWS gives lists in any order
	return judge.FirstOf(names)
}
