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
vpc=$(aws ec2 create-default-vpc --region "$region" --query Vpc.VpcId --output text)
printf '%s %s\n' "$region" "made $vpc"
continue
fi
in_vpc=Name=vpc-id,Values=$vpc
have=$(aws ec2 describe-subnets --region "$region" --filters "$in_vpc" Name=default-for-az,Values=true --query 'Subnets[].AvailabilityZone' --output text)
zones=$(aws ec2 describe-availability-zones --region "$region" --filters Name=zone-type,Values=availability-zone Name=state,Values=available --query 'AvailabilityZones[].ZoneName' --output text)
printf '%s\n' "$zones" | tr -s '[:blank:]' '\n' | while read -r zone; do
case " $(printf '%s' "$have" | tr '\t' ' ') " in
(*" $zone "*) continue ;;
esac
aws ec2 create-default-subnet --region "$region" --availability-zone "$zone" --query Subnet.SubnetId --output text
done
gate=$(aws ec2 describe-internet-gateways --region "$region" --filters "Name=attachment.vpc-id,Values=$vpc" --query 'InternetGateways[0].InternetGatewayId' --output text)
case $gate in
(''|None)
gate=$(aws ec2 create-internet-gateway --region "$region" --query InternetGateway.InternetGatewayId --output text)
aws ec2 attach-internet-gateway --region "$region" --internet-gateway-id "$gate" --vpc-id "$vpc" ;;
esac
table=$(aws ec2 describe-route-tables --region "$region" --filters "$in_vpc" Name=association.main,Values=true --query 'RouteTables[0].RouteTableId' --output text)
route=$(aws ec2 describe-route-tables --region "$region" --filters "$in_vpc" Name=association.main,Values=true --query "RouteTables[0].Routes[?DestinationCidrBlock=='0.0.0.0/0'].[join(' ', [State, not_null(GatewayId, 'none')])][]" --output text)
case $route in
('') aws ec2 create-route --region "$region" --route-table-id "$table" --destination-cidr-block 0.0.0.0/0 --gateway-id "$gate" --query Return --output text ;;
(blackhole*) aws ec2 replace-route --region "$region" --route-table-id "$table" --destination-cidr-block 0.0.0.0/0 --gateway-id "$gate" ;;
esac
printf '%s %s\n' "$region" "has $vpc"
done
printf '%s\n' 'Finished: default-vpc'
)
