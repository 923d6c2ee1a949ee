package calls

import (
	"errors"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/names"
)

// Doors are what lets traffic into the networks of a Region.
type Doors struct {
	Groups []SecurityGroup
	ACLs   []NetworkACL
	Lists  map[string]PrefixList // those that rules of Groups name, by ID
}

// NetworkACLList is the answer of ec2 describe-network-acls in one Region.
type NetworkACLList struct{ NetworkAcls []NetworkACL }

// NetworkACL is the list of rules at the edge of a subnet: the first one that
// fits decides. Source: Amazon EC2 API, NetworkAcl.
type NetworkACL struct {
	NetworkAclId string
	OwnerId      string `json:",omitempty"` // the account that it belongs to
	Entries      []ACLEntry
}

// ACLEntry is one such rule. Source: Amazon EC2 API, NetworkAclEntry.
type ACLEntry struct {
	RuleNumber    int
	RuleAction    string                  // allow or deny
	Egress        bool                    // about what goes out
	Protocol      string                  // a number, -1 for all
	CidrBlock     string                  `json:",omitempty"` // the one or the other
	Ipv6CidrBlock string                  `json:",omitempty"`
	PortRange     *struct{ From, To int } `json:",omitempty"` // left out for protocols without ports, and for all
}

// PrefixList is the answer of ec2 get-managed-prefix-list-entries: ranges of
// addresses under one name.
type PrefixList struct {
	Entries []struct{ Cidr string }
}

// EC2Doors asks in each Region for all security groups and network ACLs, and for
// the lists of addresses that security groups name. The answer is keyed by
// Region.
func EC2Doors() evidence.Source[map[string]Doors] { return doors{} }

type doors struct{}

func (doors) groups() evidence.Source[map[string]SecurityGroupList] {
	return evidence.Regional(evidence.Query[SecurityGroupList]{Call: evidence.Call{
		Command: "ec2 describe-security-groups",
		Action:  "ec2:DescribeSecurityGroups",
	}})
}

func (doors) acls() evidence.Source[map[string]NetworkACLList] {
	return evidence.Regional(evidence.Query[NetworkACLList]{Call: evidence.Call{
		Command: "ec2 describe-network-acls",
		Action:  "ec2:DescribeNetworkAcls",
	}})
}

func (d doors) lists() evidence.Source[map[string]PrefixList] {
	groups := d.groups().Calls()
	return evidence.Each(groups[len(groups)-1], "SecurityGroups[].IpPermissions[].PrefixListIds[].PrefixListId", evidence.Query[PrefixList]{Call: evidence.Call{
		Command: "ec2 get-managed-prefix-list-entries",
		Params:  func(_ config.Config, item ...string) evidence.Params { return evidence.Params{"PrefixListId": item[0]} },
		Action:  "ec2:GetManagedPrefixListEntries",
		// Lists may belong to AWS, or to another account that shares them.
		Narrow: func(config.Config) []string { return []string{names.ARN("ec2", "*", "*", "prefix-list/*")} },
	}})
}

func (d doors) Calls() []evidence.Call {
	return evidence.Unique(append(d.lists().Calls(), d.acls().Calls()...))
}

func (d doors) Answer(e evidence.Evidence) (map[string]Doors, error) {
	both := joint(d.groups(), d.acls(), func(g SecurityGroupList, a NetworkACLList) Doors {
		return Doors{g.SecurityGroups, a.NetworkAcls, map[string]PrefixList{}}
	})
	all, errB := both.Answer(e)
	lists, errL := d.lists().Answer(e)
	for key, list := range lists {
		if parts := evidence.Parts(key); all[parts[0]].Lists != nil {
			all[parts[0]].Lists[parts[1]] = list
		}
	}
	for _, f := range evidence.Failures(errL) {
		delete(all, f.Request.Region)
	}
	return all, errors.Join(errB, untold(errL, errB))
}
