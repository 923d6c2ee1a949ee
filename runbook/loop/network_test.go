//go:build loop

package loop

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"

	"hardbook/runbook"
)

// ec2In is a way to the networks of a Region.
func (b *book) ec2In(region string) *ec2.Client {
	as := b.cloud.sdk("testing", "testing")
	as.Region = region
	return ec2.NewFromConfig(as)
}

// ownVPC makes a network of the reader's own, which lets in who is in the office
// alone, but has a default security group as AWS makes it.
func (b *book) ownVPC() {
	b.t.Helper()
	ctx, api := b.t.Context(), b.ec2In("us-east-1")
	made, err := api.CreateVpc(ctx, &ec2.CreateVpcInput{CidrBlock: aws.String("10.0.0.0/16")})
	must(b.t, made, err)
	acls, err := api.DescribeNetworkAcls(ctx, &ec2.DescribeNetworkAclsInput{Filters: []types.Filter{{Name: aws.String("vpc-id"), Values: []string{*made.Vpc.VpcId}}}})
	must(b.t, acls, err)
	closed, err := api.DeleteNetworkAclEntry(ctx, &ec2.DeleteNetworkAclEntryInput{
		NetworkAclId: acls.NetworkAcls[0].NetworkAclId, RuleNumber: aws.Int32(100), Egress: aws.Bool(false),
	})
	must(b.t, closed, err)
	office, err := api.CreateManagedPrefixList(ctx, &ec2.CreateManagedPrefixListInput{
		PrefixListName: aws.String("office"), AddressFamily: aws.String("IPv4"), MaxEntries: aws.Int32(5),
		Entries: []types.AddPrefixListEntry{{Cidr: aws.String("198.51.100.0/24")}},
	})
	must(b.t, office, err)
	group, err := api.CreateSecurityGroup(ctx, &ec2.CreateSecurityGroupInput{GroupName: aws.String("office"), Description: aws.String("office"), VpcId: made.Vpc.VpcId})
	must(b.t, group, err)
	in, err := api.AuthorizeSecurityGroupIngress(ctx, &ec2.AuthorizeSecurityGroupIngressInput{GroupId: group.GroupId, IpPermissions: []types.IpPermission{{
		IpProtocol: aws.String("tcp"), FromPort: aws.Int32(22), ToPort: aws.Int32(22),
		PrefixListIds: []types.PrefixListId{{PrefixListId: office.PrefixList.PrefixListId}},
	}}})
	must(b.t, in, err)
}

// TestNetworksInUse: what something uses, and what somebody made, is left alone
// and named.
func TestNetworksInUse(t *testing.T) {
	slow(t)
	t.Parallel()
	b := newBook(t, borrow(t), account)
	ctx, used, odd := t.Context(), b.ec2In("us-east-1"), b.ec2In("eu-west-1")
	nets, err := used.DescribeSubnets(ctx, &ec2.DescribeSubnetsInput{})
	must(t, nets, err)
	card, err := used.CreateNetworkInterface(ctx, &ec2.CreateNetworkInterfaceInput{SubnetId: nets.Subnets[0].SubnetId, Description: aws.String("a printer")})
	must(t, card, err)
	id := *card.NetworkInterface.NetworkInterfaceId
	inOdd, err := odd.DescribeVpcs(ctx, &ec2.DescribeVpcsInput{})
	must(t, inOdd, err)
	vpc := inOdd.Vpcs[0].VpcId

	says := func(step string, words ...string) {
		t.Helper()
		r := b.must("do", step)
		for _, w := range words {
			if !strings.Contains(r.out, w) {
				t.Errorf("the block of %s does not say %q:\n%s", step, w, r.out)
			}
		}
	}
	group, err := odd.CreateSecurityGroup(ctx, &ec2.CreateSecurityGroupInput{GroupName: aws.String("web"), Description: aws.String("web"), VpcId: vpc})
	must(t, group, err)
	says("default-vpc", "us-east-1 left alone: in ", id, "eu-west-1 left alone: in "+*vpc, *group.GroupId)
	gone, err := odd.DeleteSecurityGroup(ctx, &ec2.DeleteSecurityGroupInput{GroupId: group.GroupId})
	must(t, gone, err)

	acl, err := odd.CreateNetworkAcl(ctx, &ec2.CreateNetworkAclInput{VpcId: vpc})
	must(t, acl, err)
	table, err := odd.CreateRouteTable(ctx, &ec2.CreateRouteTableInput{VpcId: vpc})
	must(t, table, err)
	net, err := odd.CreateSubnet(ctx, &ec2.CreateSubnetInput{VpcId: vpc, CidrBlock: aws.String("172.31.240.0/20")})
	must(t, net, err)
	other, err := odd.CreateVpc(ctx, &ec2.CreateVpcInput{CidrBlock: aws.String("10.0.0.0/16")})
	must(t, other, err)
	peer, err := odd.CreateVpcPeeringConnection(ctx, &ec2.CreateVpcPeeringConnectionInput{VpcId: other.Vpc.VpcId, PeerVpcId: vpc})
	must(t, peer, err)
	route, err := odd.CreateRoute(ctx, &ec2.CreateRouteInput{
		RouteTableId: table.RouteTable.RouteTableId, DestinationCidrBlock: aws.String("10.0.0.0/16"), VpcPeeringConnectionId: peer.VpcPeeringConnection.VpcPeeringConnectionId,
	})
	must(t, route, err)
	end, err := odd.CreateVpcEndpoint(ctx, &ec2.CreateVpcEndpointInput{VpcId: vpc, ServiceName: aws.String("com.amazonaws.eu-west-1.s3"), VpcEndpointType: types.VpcEndpointTypeGateway})
	must(t, end, err)
	before := b.state()
	says("default-vpc", *acl.NetworkAcl.NetworkAclId, *table.RouteTable.RouteTableId, *net.Subnet.SubnetId, "the route to 10.0.0.0/16",
		*peer.VpcPeeringConnection.VpcPeeringConnectionId, *end.VpcEndpoint.VpcEndpointId)
	unchanged(t, "after a block that left all alone", before, b.state())

	r := b.verify()
	is(t, r, "default-vpc", "in use", runbook.StatusTodo)
	if s, _ := r.Find("default-vpc"); !strings.Contains(s.Reason, "is used by "+id+" (a printer)") {
		t.Errorf("what uses the network is not named: %s", s.Reason)
	}
	says("default-security-groups", "us-east-1 left alone: ", " is used by "+id, "eu-west-1 takes these rules out of ")
	is(t, b.verify(), "default-security-groups", "in use", runbook.StatusTodo)
	freed, err := used.DeleteNetworkInterface(ctx, &ec2.DeleteNetworkInterfaceInput{NetworkInterfaceId: &id})
	must(t, freed, err)
	says("default-security-groups", "us-east-1 takes these rules out of ")
	is(t, b.verify(), "default-security-groups", "free again", runbook.StatusDone)
	says("default-vpc", "us-east-1 deleted ", "eu-west-1 left alone")
}
