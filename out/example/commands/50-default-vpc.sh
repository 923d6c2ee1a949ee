(
set -eu +C
export AWS_AUTH_SCHEME_PREFERENCE=sigv4 AWS_PAGER='' AWS_CLI_AUTO_PROMPT=off AWS_CLI_ERROR_FORMAT=legacy AWS_CLI_FILE_ENCODING=UTF-8 AWS_CLI_HISTORY_FILE=/ AWS_CLI_OUTPUT_ENCODING=UTF-8 AWS_DEFAULT_OUTPUT=json AWS_USE_DUALSTACK_ENDPOINT=false AWS_USE_FIPS_ENDPOINT=false
me=$(aws sts get-caller-identity --query "join(' ', [Account, Arn])" --output text)
case $me in (111122223333' '*) ;; (*) printf '%s %s\n' 'Stopped, nothing was changed: this book is for account 111122223333. You are signed in to' "$me" >&2; exit 1 ;; esac
case $me in (*' 'arn:aws:sts::111122223333:assumed-role/hardbook-operator/*) ;; (*) printf '%s %s\n' 'Note: this step is written for the operator role. You are' "$me" >&2 ;; esac
regions=$(aws ec2 describe-regions --region us-east-1 --query 'Regions[?OptInStatus!='\''not-opted-in'\''].RegionName' --output text)
printf '%s\n' "$regions" | tr -s '[:blank:]' '\n' | while read -r region; do
test -n "$region" || continue
vpc=$(aws ec2 describe-vpcs --region "$region" --filters Name=is-default,Values=true --query 'Vpcs[].VpcId' --output text)
if test -z "$vpc"; then
printf '%s %s\n' "$region" 'has no default VPC'
continue
fi
in_vpc=Name=vpc-id,Values=$vpc
cards=$(aws ec2 describe-network-interfaces --region "$region" --filters "$in_vpc" --query 'NetworkInterfaces[].NetworkInterfaceId' --output text)
nets=$(aws ec2 describe-subnets --region "$region" --filters "$in_vpc" Name=default-for-az,Values=false --query 'Subnets[].SubnetId' --output text)
tables=$(aws ec2 describe-route-tables --region "$region" --filters "$in_vpc" --query "RouteTables[?to_string(contains(to_string(Associations[].Main), 'true'))=='false'].RouteTableId" --output text)
routes=$(aws ec2 describe-route-tables --region "$region" --filters "$in_vpc" --query "RouteTables[].Routes[] | [?to_string(Origin=='CreateRouteTable')=='false'] | [?to_string(starts_with(not_null(GatewayId, 'none'), 'igw-'))=='false'].join(' ', ['the route to', not_null(DestinationCidrBlock, DestinationIpv6CidrBlock, DestinationPrefixListId, 'somewhere')])" --output text)
groups=$(aws ec2 describe-security-groups --region "$region" --filters "$in_vpc" --query "SecurityGroups[?to_string(GroupName=='default')=='false'].GroupId" --output text)
acls=$(aws ec2 describe-network-acls --region "$region" --filters "$in_vpc" Name=default,Values=false --query 'NetworkAcls[].NetworkAclId' --output text)
ends=$(aws ec2 describe-vpc-endpoints --region "$region" --filters "$in_vpc" --query 'VpcEndpoints[].VpcEndpointId' --output text)
peers=$(aws ec2 describe-vpc-peering-connections --region "$region" --filters Name=status-code,Values=pending-acceptance,provisioning,active --query "VpcPeeringConnections[?contains([RequesterVpcInfo.VpcId, AccepterVpcInfo.VpcId], '$vpc')].VpcPeeringConnectionId" --output text)
vpns=$(aws ec2 describe-vpn-gateways --region "$region" --filters "Name=attachment.vpc-id,Values=$vpc" Name=attachment.state,Values=attaching,attached,detaching --query 'VpnGateways[].VpnGatewayId' --output text)
outs=$(aws ec2 describe-egress-only-internet-gateways --region "$region" --query "EgressOnlyInternetGateways[?Attachments[?VpcId=='$vpc']].EgressOnlyInternetGatewayId" --output text)
carriers=$(aws ec2 describe-carrier-gateways --region "$region" --filters "$in_vpc" --query 'CarrierGateways[].CarrierGatewayId' --output text)
found=$(printf '%s ' "$cards" "$nets" "$tables" "$routes" "$groups" "$acls" "$ends" "$peers" "$vpns" "$outs" "$carriers" | tr -s '[:space:]' ' ' | sed 's/^ //')
case $found in
(*[a-z]*)
printf '%s %s\n' "$region" "left alone: in $vpc there is $found"
continue ;;
esac
gates=$(aws ec2 describe-internet-gateways --region "$region" --filters "Name=attachment.vpc-id,Values=$vpc" --query 'InternetGateways[].InternetGatewayId' --output text)
printf '%s\n' "$gates" | tr -s '[:blank:]' '\n' | while read -r gate; do
test -n "$gate" || continue
aws ec2 detach-internet-gateway --region "$region" --internet-gateway-id "$gate" --vpc-id "$vpc"
aws ec2 delete-internet-gateway --region "$region" --internet-gateway-id "$gate"
done
nets=$(aws ec2 describe-subnets --region "$region" --filters "$in_vpc" --query 'Subnets[].SubnetId' --output text)
printf '%s\n' "$nets" | tr -s '[:blank:]' '\n' | while read -r net; do
test -n "$net" || continue
aws ec2 delete-subnet --region "$region" --subnet-id "$net"
done
aws ec2 delete-vpc --region "$region" --vpc-id "$vpc"
printf '%s %s\n' "$region" "deleted $vpc"
done
printf '%s\n' 'Finished: default-vpc'
)
