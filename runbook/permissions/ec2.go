package permissions

import (
	"hardbook/runbook/config"
	"hardbook/runbook/names"
)

// ec2 has actions about settings of a Region, which IAM can limit to no
// resource, and about parts of networks. Which those are nobody knows before
// the operator has looked: each is limited to its kind in the account.
func ec2() map[string][]Permission {
	return map[string][]Permission{
		"ec2 authorize-security-group-egress":        one("ec2:AuthorizeSecurityGroupEgress", put),
		"ec2 authorize-security-group-ingress":       one("ec2:AuthorizeSecurityGroupIngress", put),
		"ec2 attach-internet-gateway":                one("ec2:AttachInternetGateway", put),
		"ec2 create-default-subnet":                  one("ec2:CreateDefaultSubnet", nil),
		"ec2 create-internet-gateway":                one("ec2:CreateInternetGateway", put),
		"ec2 create-route":                           one("ec2:CreateRoute", put),
		"ec2 replace-route":                          one("ec2:ReplaceRoute", put),
		"ec2 describe-availability-zones":            one("ec2:DescribeAvailabilityZones", nil),
		"ec2 describe-carrier-gateways":              one("ec2:DescribeCarrierGateways", nil),
		"ec2 describe-egress-only-internet-gateways": one("ec2:DescribeEgressOnlyInternetGateways", nil),
		"ec2 describe-vpn-gateways":                  one("ec2:DescribeVpnGateways", nil),
		"ec2 create-default-vpc":                     one("ec2:CreateDefaultVpc", nil),
		"ec2 create-flow-logs": {
			{Action: "ec2:CreateFlowLogs", Narrow: parts("vpc", "vpc-flow-log")},
			{Action: "ec2:CreateTags", Narrow: tagged},
			{Action: "logs:CreateLogDelivery"},
			{Action: "logs:DeleteLogDelivery"},
		},
		"ec2 delete-flow-logs": {
			{Action: "ec2:DeleteFlowLogs", Narrow: parts("vpc-flow-log")},
			{Action: "logs:DeleteLogDelivery"},
		},
		"ec2 describe-flow-logs":                   one("ec2:DescribeFlowLogs", nil),
		"ec2 create-tags":                          one("ec2:CreateTags", tagged),
		"ec2 delete-internet-gateway":              one("ec2:DeleteInternetGateway", taken),
		"ec2 delete-subnet":                        one("ec2:DeleteSubnet", taken),
		"ec2 delete-tags":                          one("ec2:DeleteTags", tagged),
		"ec2 delete-vpc":                           one("ec2:DeleteVpc", taken),
		"ec2 describe-internet-gateways":           one("ec2:DescribeInternetGateways", nil),
		"ec2 describe-network-acls":                one("ec2:DescribeNetworkAcls", nil),
		"ec2 describe-network-interfaces":          one("ec2:DescribeNetworkInterfaces", nil),
		"ec2 describe-regions":                     one("ec2:DescribeRegions", nil),
		"ec2 describe-route-tables":                one("ec2:DescribeRouteTables", nil),
		"ec2 describe-security-group-rules":        one("ec2:DescribeSecurityGroupRules", nil),
		"ec2 describe-security-groups":             one("ec2:DescribeSecurityGroups", nil),
		"ec2 describe-subnets":                     one("ec2:DescribeSubnets", nil),
		"ec2 describe-vpc-endpoints":               one("ec2:DescribeVpcEndpoints", nil),
		"ec2 describe-vpc-peering-connections":     one("ec2:DescribeVpcPeeringConnections", nil),
		"ec2 describe-vpcs":                        one("ec2:DescribeVpcs", nil),
		"ec2 detach-internet-gateway":              one("ec2:DetachInternetGateway", taken),
		"ec2 disable-ebs-encryption-by-default":    one("ec2:DisableEbsEncryptionByDefault", nil),
		"ec2 disable-image-block-public-access":    one("ec2:DisableImageBlockPublicAccess", nil),
		"ec2 disable-snapshot-block-public-access": one("ec2:DisableSnapshotBlockPublicAccess", nil),
		"ec2 enable-ebs-encryption-by-default":     one("ec2:EnableEbsEncryptionByDefault", nil),
		"ec2 enable-image-block-public-access":     one("ec2:EnableImageBlockPublicAccess", nil),
		"ec2 enable-snapshot-block-public-access":  one("ec2:EnableSnapshotBlockPublicAccess", nil),
		"ec2 modify-instance-metadata-defaults":    one("ec2:ModifyInstanceMetadataDefaults", nil),
		"ec2 revoke-security-group-egress":         one("ec2:RevokeSecurityGroupEgress", taken),
		"ec2 revoke-security-group-ingress":        one("ec2:RevokeSecurityGroupIngress", taken),
	}
}

// parts are all parts of networks of these kinds, in every Region.
func parts(kinds ...string) func(config.Config) []string {
	return func(cfg config.Config) (arns []string) {
		for _, kind := range kinds {
			arns = append(arns, names.ARN("ec2", "*", cfg.Account.ID, kind+"/*"))
		}
		return arns
	}
}

// taken are what is taken from a default network, or taken away with it. Each
// action takes some of these kinds only, and on the others it gives nothing: so one
// list for all is as narrow as one for each, and shorter.
func taken(cfg config.Config) []string {
	return parts("internet-gateway", "security-group", "subnet", "vpc")(cfg)
}

// put are what it gets back. AWS asks about the rule of a group that is made, too.
func put(cfg config.Config) []string {
	return parts("internet-gateway", "route-table", "security-group", "security-group-rule", "vpc")(cfg)
}

// tagged are what the book marks as its own.
func tagged(cfg config.Config) []string {
	if cfg.Paid {
		return parts("security-group", "vpc-flow-log")(cfg)
	}
	return parts("security-group")(cfg)
}
