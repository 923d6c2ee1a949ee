(
set -eu +C
export AWS_AUTH_SCHEME_PREFERENCE=sigv4 AWS_PAGER='' AWS_CLI_AUTO_PROMPT=off AWS_CLI_ERROR_FORMAT=legacy AWS_CLI_FILE_ENCODING=UTF-8 AWS_CLI_HISTORY_FILE=/ AWS_CLI_OUTPUT_ENCODING=UTF-8 AWS_DEFAULT_OUTPUT=json AWS_USE_DUALSTACK_ENDPOINT=false AWS_USE_FIPS_ENDPOINT=false
me=$(aws sts get-caller-identity --query "join(' ', [Account, Arn])" --output text)
case $me in (111122223333' '*) ;; (*) printf '%s %s\n' 'Stopped, nothing was changed: this book is for account 111122223333. You are signed in to' "$me" >&2; exit 1 ;; esac
case $me in (*' 'arn:aws:sts::111122223333:assumed-role/hardbook-operator/*) ;; (*) printf '%s %s\n' 'Note: this step is written for the operator role. You are' "$me" >&2 ;; esac
regions=$(aws ec2 describe-regions --region us-east-1 --query 'Regions[?OptInStatus!='\''not-opted-in'\''].RegionName' --output text)
printf '%s\n' "$regions" | tr -s '[:blank:]' '\n' | while read -r region; do
test -n "$region" || continue
groups=$(aws ec2 describe-security-groups --region "$region" --filters Name=group-name,Values=default --query 'SecurityGroups[?[IpPermissions, IpPermissionsEgress][]].GroupId' --output text)
test -n "$groups" || printf '%s %s\n' "$region" 'has no default security group with rules'
printf '%s\n' "$groups" | tr -s '[:blank:]' '\n' | while read -r group; do
test -n "$group" || continue
cards=$(aws ec2 describe-network-interfaces --region "$region" --filters "Name=group-id,Values=$group" --query 'NetworkInterfaces[].NetworkInterfaceId' --output text)
if test -n "$cards"; then
printf '%s %s\n' "$region" "left alone: $group is used by $cards"
continue
fi
rules=$(aws ec2 describe-security-group-rules --region "$region" --filters "Name=group-id,Values=$group" --query 'SecurityGroupRules[].[SecurityGroupRuleId, IsEgress, IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupInfo.GroupId]' --output text)
printf '%s %s\n%s\n' "$region" "takes these rules out of $group:" "$rules"
aws ec2 create-tags --region "$region" --resources "$group" --tags Key=hardbook,Value=rules-revoked
printf '%s\n' "$rules" | while read -r rule more; do
case $more in
(False*) aws ec2 revoke-security-group-ingress --region "$region" --group-id "$group" --security-group-rule-ids "$rule" --query Return --output text ;;
(True*) aws ec2 revoke-security-group-egress --region "$region" --group-id "$group" --security-group-rule-ids "$rule" --query Return --output text ;;
esac
done
done
done
printf '%s\n' 'Finished: default-security-groups'
)
