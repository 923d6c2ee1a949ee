package act

import "hardbook/runbook/config"

// ec2 has actions about settings of a Region, which IAM can limit to no
// resource, and about parts of networks. Which those are nobody knows before
// the operator has looked: each is limited to its kind in the account.
func ec2() map[string][]Permission {
	return map[string][]Permission{
		"ec2 authorize-security-group-egress":        one("ec2:AuthorizeSecurityGroupEgress", anyGroup),
		"ec2 authorize-security-group-ingress":       one("ec2:AuthorizeSecurityGroupIngress", anyGroup),
		"ec2 attach-internet-gateway":                one("ec2:AttachInternetGateway", parts("internet-gateway", "vpc")),
		"ec2 create-default-subnet":                  one("ec2:CreateDefaultSubnet", nil),
		"ec2 create-internet-gateway":                one("ec2:CreateInternetGateway", parts("internet-gateway")),
		"ec2 create-route":                           one("ec2:CreateRoute", parts("route-table")),
		"ec2 replace-route":                          one("ec2:ReplaceRoute", parts("route-table")),
		"ec2 describe-availability-zones":            one("ec2:DescribeAvailabilityZones", nil),
		"ec2 describe-carrier-gateways":              one("ec2:DescribeCarrierGateways", nil),
		"ec2 describe-egress-only-internet-gateways": one("ec2:DescribeEgressOnlyInternetGateways", nil),
		"ec2 describe-vpn-gateways":                  one("ec2:DescribeVpnGateways", nil),
		"ec2 create-default-vpc":                     one("ec2:CreateDefaultVpc", nil),
		"ec2 create-flow-logs": {
			{"ec2:CreateFlowLogs", parts("vpc", "vpc-flow-log")},
			{"ec2:CreateTags", tagged},
			{"logs:CreateLogDelivery", nil},
			{"logs:DeleteLogDelivery", nil},
		},
		"ec2 delete-flow-logs": {
			{"ec2:DeleteFlowLogs", parts("vpc-flow-log")},
			{"logs:DeleteLogDelivery", nil},
		},
		"ec2 describe-flow-logs":                   one("ec2:DescribeFlowLogs", nil),
		"ec2 create-tags":                          one("ec2:CreateTags", tagged),
		"ec2 delete-internet-gateway":              one("ec2:DeleteInternetGateway", parts("internet-gateway")),
		"ec2 delete-subnet":                        one("ec2:DeleteSubnet", parts("subnet")),
		"ec2 delete-tags":                          one("ec2:DeleteTags", tagged),
		"ec2 delete-vpc":                           one("ec2:DeleteVpc", parts("vpc")),
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
		"ec2 detach-internet-gateway":              one("ec2:DetachInternetGateway", parts("internet-gateway", "vpc")),
		"ec2 disable-ebs-encryption-by-default":    one("ec2:DisableEbsEncryptionByDefault", nil),
		"ec2 disable-image-block-public-access":    one("ec2:DisableImageBlockPublicAccess", nil),
		"ec2 disable-snapshot-block-public-access": one("ec2:DisableSnapshotBlockPublicAccess", nil),
		"ec2 enable-ebs-encryption-by-default":     one("ec2:EnableEbsEncryptionByDefault", nil),
		"ec2 enable-image-block-public-access":     one("ec2:EnableImageBlockPublicAccess", nil),
		"ec2 enable-snapshot-block-public-access":  one("ec2:EnableSnapshotBlockPublicAccess", nil),
		"ec2 modify-instance-metadata-defaults":    one("ec2:ModifyInstanceMetadataDefaults", nil),
		"ec2 revoke-security-group-egress":         one("ec2:RevokeSecurityGroupEgress", parts("security-group")),
		"ec2 revoke-security-group-ingress":        one("ec2:RevokeSecurityGroupIngress", parts("security-group")),
	}
}

// parts are all parts of networks of these kinds, in every Region.
func parts(kinds ...string) func(config.Config) []string {
	return func(cfg config.Config) (arns []string) {
		for _, kind := range kinds {
			arns = append(arns, "arn:aws:ec2:*:"+cfg.Account.ID+":"+kind+"/*")
		}
		return arns
	}
}

// anyGroup are all security groups; AWS also asks about the rule that is made.
func anyGroup(cfg config.Config) []string { return parts("security-group", "security-group-rule")(cfg) }

// tagged are what the book marks as its own.
func tagged(cfg config.Config) []string {
	if cfg.Paid {
		return parts("security-group", "vpc-flow-log")(cfg)
	}
	return parts("security-group")(cfg)
}
