package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// DefaultSecurityGroups takes the rules out of the security group that every
// network has from the start, and that is taken where nobody names another.
var DefaultSecurityGroups = runbook.Step{
	ID:      "default-security-groups",
	Phase:   runbook.Defaults,
	Who:     runbook.AsOperator,
	Profile: config.Baseline,
	Check:   runbook.InRegions(calls.EC2DefaultGroups(), judgeDefaultSecurityGroups),
	Refs:    runbook.Refs{CIS: "6.5"},
}

func judgeDefaultSecurityGroups(cfg config.Config, regions map[string]calls.Used[calls.SecurityGroupList]) runbook.Verdict {
	used, shared := false, false
	findings, wrong := judge.Sweep(regions, func(u calls.Used[calls.SecurityGroupList]) []runbook.Finding {
		var found []runbook.Finding
		for _, g := range u.List.SecurityGroups {
			if judge.IsShared(cfg, g.OwnerId) {
				shared = true
				continue
			}
			f := runbook.Finding{OK: len(g.IpPermissions)+len(g.IpPermissionsEgress) == 0, Resource: g.GroupId}
			who := users(u.Interfaces[g.GroupId])
			switch of := "the default security group " + g.GroupId + " of " + g.VpcId; {
			case f.OK:
				f.Detail = of + " lets nothing pass"
			case who != "":
				f.Detail, used = of+" has rules, and is used by "+who, true
			default:
				f.Detail = of + " has rules, and nothing uses it"
			}
			found = append(found, f)
		}
		return found
	})
	switch {
	case len(wrong) == 0 && len(findings) == 0:
		return judge.BesidesShared(runbook.Done("there is no VPC of this account, and so no default security group"), shared)
	case len(wrong) == 0:
		return judge.BesidesShared(runbook.Done("no default security group lets anything pass").With(findings...), shared)
	}
	v := runbook.Todo("default security groups have rules: %s", judge.FirstOf(wrong)).With(findings...)
	if used {
		v.Reason += "; give what uses one a security group of its own"
	}
	return v
}
