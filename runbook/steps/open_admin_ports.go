package steps

import (
	"cmp"
	"slices"
	"strconv"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// OpenAdminPorts watches that nobody is let in from everywhere to where machines
// are administered. It is the admin's and not the operator's: what is found is
// put right by whoever runs those machines, and the end of the operator must not
// wait for it.
var OpenAdminPorts = runbook.Step{
	ID:      "open-admin-ports",
	Phase:   runbook.Defaults,
	Who:     runbook.AsAdmin,
	Profile: config.CIS,
	Check:   runbook.InRegions(calls.EC2Doors(), judgeOpenAdminPorts),
	Refs:    runbook.Refs{CIS: "6.1.2,6.2,6.3,6.4"},
}

// adminPorts are those of SSH, of file shares of Windows, and of its remote
// desktop.
func adminPorts() []int { return []int{22, 445, 3389} }

// judgeOpenAdminPorts leaves out what belongs to another account: a port that its
// owner opened, only the owner can shut.
func judgeOpenAdminPorts(cfg config.Config, regions map[string]calls.Doors) runbook.Verdict {
	var odd error
	shared := false
	findings, wrong := judge.Sweep(regions, func(d calls.Doors) []runbook.Finding {
		var found []runbook.Finding
		say := func(what, id string, open func(protocol string, port int) (bool, error)) {
			var ports []string
			for _, port := range adminPorts() {
				tcp, errT := open("tcp", port)
				udp, errU := open("udp", port)
				if tcp || udp {
					ports = append(ports, strconv.Itoa(port))
				}
				odd = cmp.Or(odd, errT, errU)
			}
			if len(ports) > 0 {
				found = append(found, runbook.Finding{Resource: id, Detail: what + " " + id + " lets the whole Internet in to " + judge.And(ports)})
				return
			}
			found = append(found, runbook.Finding{OK: true, Resource: id, Detail: what + " " + id + " does not let the whole Internet in"})
		}
		for _, g := range d.Groups {
			if judge.IsShared(cfg, g.OwnerId) {
				shared = true
				continue
			}
			say("the security group", g.GroupId, func(protocol string, port int) (bool, error) { return groupOpens(g, d.Lists, protocol, port) })
		}
		for _, a := range d.ACLs {
			if judge.IsShared(cfg, a.OwnerId) {
				shared = true
				continue
			}
			say("the network ACL", a.NetworkAclId, func(protocol string, port int) (bool, error) { return aclOpens(a, protocol, port) })
		}
		return found
	})
	const where = "to 22 (SSH), 445 (Windows shares) or 3389 (remote desktop)"
	switch {
	case odd != nil:
		return runbook.Unknown("a rule cannot be judged: %s", odd)
	case len(wrong) > 0:
		return runbook.Todo("the whole Internet is let in %s by %s", where, judge.FirstOf(wrong)).With(findings...)
	case len(findings) == 0:
		return judge.BesidesShared(runbook.Done("there is no VPC of this account, and so nothing of it that lets anybody in"), shared)
	}
	return judge.BesidesShared(runbook.Done("no security group and no network ACL lets the whole Internet in %s", where).With(findings...), shared)
}

// groupOpens reports whether the rules of a group together let everybody in.
func groupOpens(g calls.SecurityGroup, lists map[string]calls.PrefixList, protocol string, port int) (bool, error) {
	in := judge.World{}
	for _, p := range g.IpPermissions {
		from, to := 0, 65535 // where nothing else is said
		if p.FromPort != nil && p.ToPort != nil && *p.FromPort >= 0 {
			from, to = *p.FromPort, *p.ToPort
		}
		if !speaks(p.IpProtocol, protocol) || p.IpProtocol != "-1" && (port < from || port > to) {
			continue
		}
		var ranges []string
		for _, r := range p.IpRanges {
			ranges = append(ranges, r.CidrIp)
		}
		for _, r := range p.Ipv6Ranges {
			ranges = append(ranges, r.CidrIpv6)
		}
		for _, l := range p.PrefixListIds {
			for _, e := range lists[l.PrefixListId].Entries {
				ranges = append(ranges, e.Cidr)
			}
		}
		for _, r := range ranges {
			if err := in.Add(r); err != nil {
				return false, err
			}
		}
	}
	return in.V4() || in.V6(), nil
}

// aclOpens reports whether a network ACL lets everybody in. Rules count in the
// order of their numbers. Who is denied before counts only when that is
// everybody: a door that is shut for one is open to the rest.
func aclOpens(a calls.NetworkACL, protocol string, port int) (bool, error) {
	entries := slices.Clone(a.Entries)
	slices.SortFunc(entries, func(a, b calls.ACLEntry) int { return cmp.Compare(a.RuleNumber, b.RuleNumber) })
	in, out := judge.World{}, judge.World{}
	for _, e := range entries {
		allow := e.RuleAction != "deny"
		// A rule that does not say which ports it is about opens all, and shuts
		// none, unless it is about all protocols.
		fits := e.Protocol == "-1" || e.PortRange == nil && allow || e.PortRange != nil && port >= e.PortRange.From && port <= e.PortRange.To
		if e.Egress || !speaks(e.Protocol, protocol) || !fits {
			continue
		}
		side := in
		if !allow {
			side = out
		}
		if err := side.Add(cmp.Or(e.CidrBlock, e.Ipv6CidrBlock)); err != nil {
			return false, err
		}
		if in.V4() && !out.V4() || in.V6() && !out.V6() {
			return true, nil
		}
	}
	return false, nil
}

// speaks reports whether a rule for one protocol is for the other, too.
func speaks(rule, protocol string) bool {
	numbers := map[string]string{"tcp": "6", "udp": "17"}
	return rule == "-1" || rule == protocol || rule == numbers[protocol]
}
