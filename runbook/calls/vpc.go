package calls

import (
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// VPCList is the answer of ec2 describe-vpcs in one Region.
type VPCList struct{ Vpcs []VPC }

// VPC is a private network, of the account or shared with it. Source: Amazon EC2
// API, Vpc.
type VPC struct {
	VpcId     string
	OwnerId   string `json:",omitempty"` // the account that it belongs to
	IsDefault bool   // the one that AWS made, and that is taken where nobody names another
}

// vpcs asks in each Region for its networks.
func vpcs() evidence.Source[map[string]VPCList] {
	return evidence.Regional(evidence.Query[VPCList]{Call: evidence.Call{
		Command: "ec2 describe-vpcs",
		Action:  "ec2:DescribeVpcs",
	}})
}

// EC2DefaultVPCs asks in each Region for its networks, and for what is in the
// default one. The answer is keyed by Region.
func EC2DefaultVPCs() evidence.Source[map[string]Used[VPCList]] {
	return withInterfaces(vpcs(), "Vpcs[?IsDefault].VpcId", "vpc-id")
}

// SecurityGroupList is the answer of ec2 describe-security-groups in one Region.
type SecurityGroupList struct{ SecurityGroups []SecurityGroup }

// SecurityGroup says who may connect to what has it, and where that may connect
// to. Source: Amazon EC2 API, SecurityGroup.
type SecurityGroup struct {
	GroupId             string
	GroupName           string
	OwnerId             string `json:",omitempty"` // the account that it belongs to
	VpcId               string `json:",omitempty"` // the network it is in
	IpPermissions       []IPPermission
	IpPermissionsEgress []IPPermission
}

// IPPermission is what a group lets pass: a protocol, its ports, and who is on
// the other side. Source: Amazon EC2 API, IpPermission.
type IPPermission struct {
	IpProtocol    string // tcp, udp, icmp, icmpv6, a number, or -1 for all
	FromPort      *int   `json:",omitempty"` // left out for protocols without ports, and for all
	ToPort        *int   `json:",omitempty"`
	IpRanges      []struct{ CidrIp string }
	Ipv6Ranges    []struct{ CidrIpv6 string }
	PrefixListIds []struct{ PrefixListId string } // lists of addresses that are kept elsewhere
}

// EC2DefaultGroups asks in each Region for the default security group of every
// network, and for what has it. The answer is keyed by Region.
func EC2DefaultGroups() evidence.Source[map[string]Used[SecurityGroupList]] {
	return withInterfaces(evidence.Regional(evidence.Query[SecurityGroupList]{Call: evidence.Call{
		Command: "ec2 describe-security-groups",
		// The name makes another call of it than the one for all groups.
		Names: func(config.Config) []string { return []string{"default"} },
		Params: func(_ config.Config, item ...string) evidence.Params {
			return evidence.Params{"Filters": evidence.Filters{"group-name": item[0]}}
		},
		Action: "ec2:DescribeSecurityGroups",
	}}), "SecurityGroups[].GroupId", "group-id")
}
