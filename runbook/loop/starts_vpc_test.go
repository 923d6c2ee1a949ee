//go:build loop

package loop

// These find the default network of the home Region, and take parts of it away.
const (
	findVPC = `vpc=$(aws ec2 describe-vpcs --filters Name=is-default,Values=true --query Vpcs[0].VpcId --output text)
`
	dropGate = findVPC + `gate=$(aws ec2 describe-internet-gateways --filters Name=attachment.vpc-id,Values=$vpc --query InternetGateways[0].InternetGatewayId --output text)
aws ec2 detach-internet-gateway --internet-gateway-id $gate --vpc-id $vpc
aws ec2 delete-internet-gateway --internet-gateway-id $gate
`
	findTable = findVPC + `table=$(aws ec2 describe-route-tables --filters Name=vpc-id,Values=$vpc --query RouteTables[0].RouteTableId --output text)
`
	dropRoute = findTable + `aws ec2 delete-route --route-table-id $table --destination-cidr-block 0.0.0.0/0
`
	dropNets = findVPC + `for net in $(aws ec2 describe-subnets --filters Name=vpc-id,Values=$vpc --query Subnets[].SubnetId --output text); do aws ec2 delete-subnet --subnet-id $net; done
`
	// countParts counts the subnets, the gateways, and the routes to them that work.
	countParts = findVPC + `aws ec2 describe-subnets --filters Name=vpc-id,Values=$vpc --query 'length(Subnets)'
aws ec2 describe-internet-gateways --filters Name=attachment.vpc-id,Values=$vpc --query 'length(InternetGateways)'
aws ec2 describe-route-tables --filters Name=vpc-id,Values=$vpc --query "length(RouteTables[].Routes[?DestinationCidrBlock=='0.0.0.0/0' && State=='active'][])"
`
	allParts = "6\n1\n1\n"
)

// left is a state in which the default network of the home Region is left alone,
// for something that is named, and that of the other Region is deleted.
func left(what, make, names string) start {
	return start{what: what, make: make, says: names, keeps: countParts, still: true}
}

// vpcStarts are the blocks about default networks. moto has no attachments to
// transit gateways of a Region beside it, no Outposts, no VPC Lattice.
var vpcStarts = []starts{
	{step: "default-vpc", kind: "do", found: []start{
		{what: "as AWS made it"},
		{what: "no subnets", make: dropNets},
		{what: "no gateway", make: dropRoute + dropGate},
		{what: "no gateway, and the route is still there", make: dropGate},
		{what: "nothing but the network", make: dropNets + dropRoute + dropGate},
		{what: "no network", make: dropNets + dropGate + "aws ec2 delete-vpc --vpc-id $vpc", says: "us-east-1 has no default VPC"},
		left("a VPN gateway", findVPC+`aws ec2 attach-vpn-gateway --vpc-id $vpc --vpn-gateway-id $(aws ec2 create-vpn-gateway --type ipsec.1 --query VpnGateway.VpnGatewayId --output text)`, "vgw-"),
		left("a gateway for IPv6", findVPC+`aws ec2 create-egress-only-internet-gateway --vpc-id $vpc`, "eigw-"),
		left("a gateway of a carrier", findVPC+`aws ec2 create-carrier-gateway --vpc-id $vpc`, "cagw-"),
		left("an endpoint", findVPC+`aws ec2 create-vpc-endpoint --vpc-id $vpc --service-name com.amazonaws.us-east-1.s3`, "vpce-"),
		left("a NAT gateway", findVPC+`net=$(aws ec2 describe-subnets --filters Name=vpc-id,Values=$vpc --query Subnets[0].SubnetId --output text)
aws ec2 create-nat-gateway --subnet-id $net --allocation-id $(aws ec2 allocate-address --query AllocationId --output text)`, "eni-"),
		left("a security group", findVPC+`aws ec2 create-security-group --vpc-id $vpc --group-name web --description web`, "sg-"),
		left("a network ACL", findVPC+`aws ec2 create-network-acl --vpc-id $vpc`, "acl-"),
		left("a route table", findVPC+`aws ec2 create-route-table --vpc-id $vpc`, "rtb-"),
		left("a peering", findVPC+`aws ec2 create-vpc-peering-connection --vpc-id $(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --query Vpc.VpcId --output text) --peer-vpc-id $vpc`, "pcx-"),
	}},
	{step: "default-vpc", kind: "undo", after: []string{}, found: []start{
		restored("the network is gone", dropNets+dropGate+"aws ec2 delete-vpc --vpc-id $vpc"),
		restored("all is there", ""),
		restored("no subnets", dropNets),
		// The last: one in the middle moto makes in the place of another.
		restored("one subnet is missing", findVPC+`aws ec2 delete-subnet --subnet-id $(aws ec2 describe-subnets --filters Name=vpc-id,Values=$vpc --query Subnets[-1].SubnetId --output text)`),
		restored("no gateway", dropRoute+dropGate),
		restored("the route leads to a gateway that is gone", dropGate),
		restored("no route", dropRoute),
		restored("nothing but the network", dropNets+dropRoute+dropGate),
		restored("no subnets and no gateway", dropNets+dropGate),
		restored("a gateway that is not attached", dropGate+"aws ec2 create-internet-gateway"),
		restored("a VPN gateway stopped the block", dropNets+dropGate+`aws ec2 attach-vpn-gateway --vpc-id $vpc --vpn-gateway-id $(aws ec2 create-vpn-gateway --type ipsec.1 --query VpnGateway.VpnGatewayId --output text)`),
	}},
}

// restored is a state after which the default network has all its parts again.
func restored(what, make string) start {
	return start{what: what, make: make, ends: countParts, with: allParts}
}
