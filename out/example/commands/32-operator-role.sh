(
set -eu +C
export AWS_AUTH_SCHEME_PREFERENCE=sigv4 AWS_PAGER='' AWS_CLI_AUTO_PROMPT=off AWS_CLI_ERROR_FORMAT=legacy AWS_CLI_FILE_ENCODING=UTF-8 AWS_CLI_HISTORY_FILE=/ AWS_CLI_OUTPUT_ENCODING=UTF-8 AWS_DEFAULT_OUTPUT=json AWS_USE_DUALSTACK_ENDPOINT=false AWS_USE_FIPS_ENDPOINT=false
me=$(aws sts get-caller-identity --query "join(' ', [Account, Arn])" --output text)
case $me in (111122223333' '*) ;; (*) printf '%s %s\n' 'Stopped, nothing was changed: this book is for account 111122223333. You are signed in to' "$me" >&2; exit 1 ;; esac
case $me in (*' 'arn:aws:iam::111122223333:user/iam-admin) ;; (*) printf '%s %s\n' 'Note: this step is written for iam-admin. You are' "$me" >&2 ;; esac
ok_if() {
code=$1 already=
shift
if answer=$({
said=$("$@" 2>&1 >&4) || { printf '%s\n' "$said"; exit 1; }
test -z "$said" || printf '%s\n' "$said" >&2
} 4>&1); then printf '%s\n' "$answer"; return; fi
case $answer in
(*"($code)"*|*'"Code": "'"$code"'"'*) already="$2 $3: $code, which is fine here"; printf '%s\n' "$already" ;;
(*) printf '%s\n' "$answer" >&2; exit 1 ;;
esac
}
role=hardbook-operator
trust='{"Version":"2012-10-17","Statement":[{"Sid":"TheAdminWithMFA","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/iam-admin"},"Action":"sts:AssumeRole","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}]}'
ok_if NoSuchEntity aws iam get-role --role-name "$role" --query "Role.join(' ', [Arn, not_null(PermissionsBoundary.PermissionsBoundaryArn, 'None')])" --output text
if test -n "$already"; then
aws iam create-role --role-name "$role" --description 'carries out the steps of hardbook' --max-session-duration 3600 --assume-role-policy-document "$trust"
else
case $answer in
(arn:aws:iam::111122223333:role/hardbook-operator' '*) ;;
(*) printf '%s %s\n' 'Stopped, nothing was changed: a role of this name exists with a path, so it is not found by its name alone. Delete it, and paste the block again:' "$answer" >&2; exit 1 ;;
esac
boundary=${answer##* }
if test "$boundary" != None; then
aws iam delete-role-permissions-boundary --role-name "$role"
printf '%s %s\n' 'Taken from the role: the permissions boundary' "$boundary"
fi
aws iam update-role --role-name "$role" --description 'carries out the steps of hardbook' --max-session-duration 3600
aws iam update-assume-role-policy --role-name "$role" --policy-document "$trust"
found=$(aws iam list-attached-role-policies --role-name "$role" --query 'AttachedPolicies[].PolicyArn' --output text)
printf '%s\n' "$found" | tr '\t' '\n' | while read -r policy; do
case $policy in
(''|hardbook-operator|hardbook-shell) continue ;;
esac
aws iam detach-role-policy --role-name "$role" --policy-arn "$policy"
printf '%s %s\n' 'Taken from the role: the policy' "$policy"
done
found=$(aws iam list-role-policies --role-name "$role" --query 'PolicyNames[]' --output text)
printf '%s\n' "$found" | tr '\t' '\n' | while read -r policy; do
case $policy in
(''|hardbook-operator|hardbook-shell) continue ;;
esac
aws iam delete-role-policy --role-name "$role" --policy-name "$policy"
printf '%s %s\n' 'Taken from the role: the policy' "$policy"
done
fi
policy='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["access-analyzer:ListAnalyzers","ec2:DescribeCarrierGateways","ec2:DescribeEgressOnlyInternetGateways","ec2:DescribeInternetGateways","ec2:DescribeNetworkAcls","ec2:DescribeNetworkInterfaces","ec2:DescribeRegions","ec2:DescribeRouteTables","ec2:DescribeSecurityGroupRules","ec2:DescribeSecurityGroups","ec2:DescribeSubnets","ec2:DescribeVpcEndpoints","ec2:DescribeVpcPeeringConnections","ec2:DescribeVpcs","ec2:DescribeVpnGateways","ec2:EnableEbsEncryptionByDefault","ec2:EnableImageBlockPublicAccess","ec2:EnableSnapshotBlockPublicAccess","ec2:ModifyInstanceMetadataDefaults","s3:GetAccountPublicAccessBlock","s3:PutAccountPublicAccessBlock"],"Resource":"*"},{'
policy=$policy'"Effect":"Allow","Action":"access-analyzer:CreateAnalyzer","Resource":"arn:aws:access-analyzer:*:111122223333:analyzer/hardbook"},{'
policy=$policy'"Effect":"Allow","Action":["cloudtrail:CreateTrail","cloudtrail:GetEventSelectors","cloudtrail:GetTrail","cloudtrail:GetTrailStatus","cloudtrail:PutEventSelectors","cloudtrail:StartLogging","cloudtrail:UpdateTrail"],"Resource":"arn:aws:cloudtrail:us-east-1:111122223333:trail/hardbook-trail"},{'
policy=$policy'"Effect":"Allow","Action":["ec2:DeleteInternetGateway","ec2:DeleteSubnet","ec2:DeleteVpc","ec2:DetachInternetGateway","ec2:RevokeSecurityGroupEgress","ec2:RevokeSecurityGroupIngress"],"Resource":["arn:aws:ec2:*:111122223333:internet-gateway/*","arn:aws:ec2:*:111122223333:security-group/*","arn:aws:ec2:*:111122223333:subnet/*","arn:aws:ec2:*:111122223333:vpc/*"]},{'
policy=$policy'"Effect":"Allow","Action":"ec2:CreateTags","Resource":"arn:aws:ec2:*:111122223333:security-group/*"},{'
policy=$policy'"Effect":"Allow","Action":"events:PutRule","Resource":"arn:aws:events:*:111122223333:rule/hardbook-*"},{'
policy=$policy'"Effect":"Allow","Action":"events:PutTargets","Resource":"arn:aws:events:*:111122223333:rule/hardbook-*","Condition":{"ForAllValues:ArnEquals":{"events:TargetArn":["arn:aws:events:us-east-1:111122223333:event-bus/default","arn:aws:sns:us-east-1:111122223333:hardbook-security"]}}},{'
policy=$policy'"Effect":"Allow","Action":"iam:CreateServiceLinkedRole","Resource":"arn:aws:iam::111122223333:role/aws-service-role/access-analyzer.amazonaws.com/*"},{'
policy=$policy'"Effect":"Allow","Action":"iam:GetRole","Resource":"arn:aws:iam::111122223333:role/hardbook-alerts"},{'
policy=$policy'"Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:iam::111122223333:role/hardbook-alerts","Condition":{"StringEquals":{"iam:PassedToService":"events.amazonaws.com"}}},{'
policy=$policy'"Effect":"Allow","Action":["s3:CreateBucket","s3:GetBucketPolicy","s3:GetBucketVersioning","s3:GetEncryptionConfiguration","s3:GetLifecycleConfiguration","s3:PutBucketAcl","s3:PutBucketPolicy","s3:PutBucketPublicAccessBlock","s3:PutBucketVersioning","s3:PutEncryptionConfiguration","s3:PutLifecycleConfiguration"],"Resource":"arn:aws:s3:::hardbook-trail-111122223333"},{'
policy=$policy'"Effect":"Allow","Action":["sns:CreateTopic","sns:GetSubscriptionAttributes","sns:GetTopicAttributes","sns:SetSubscriptionAttributes","sns:SetTopicAttributes"],"Resource":"arn:aws:sns:us-east-1:111122223333:hardbook-security"},{'
policy=$policy'"Effect":"Allow","Action":"sns:Subscribe","Resource":"arn:aws:sns:us-east-1:111122223333:hardbook-security","Condition":{"StringEquals":{"sns:Protocol":"email"},"StringEqualsIgnoreCase":{"sns:Endpoint":"you@example.com"}}},{'
policy=$policy'"Effect":"Allow","Action":"ssm:UpdateServiceSetting","Resource":"arn:aws:ssm:*:111122223333:servicesetting/ssm/documents/console/public-sharing-permission"}]}'
aws iam put-role-policy --role-name hardbook-operator --policy-name hardbook-operator --policy-document "$policy"
aws iam put-role-policy --role-name hardbook-operator --policy-name hardbook-shell --policy-document '{"Version":"2012-10-17","Statement":[{"Sid":"FindOrMakeMyCloudShell","Effect":"Allow","Action":["cloudshell:CreateEnvironment","cloudshell:DescribeEnvironments"],"Resource":"*"},{"Sid":"UseMyCloudShell","Effect":"Allow","Action":["cloudshell:CreateSession","cloudshell:DeleteEnvironment","cloudshell:GetEnvironmentStatus","cloudshell:GetFileDownloadUrls","cloudshell:GetFileUploadUrls","cloudshell:PutCredentials","cloudshell:StartEnvironment","cloudshell:StopEnvironment"],"Resource":"arn:aws:cloudshell:*:111122223333:environment/*"},{"Sid":"SignInWithAwsLogin","Effect":"Allow","Action":["signin:AuthorizeOAuth2Access","signin:CreateOAuth2Token"],"Resource":"arn:aws:signin:*:*:oauth2/public-client/*"}]}'
printf '%s\n' 'Finished: operator-role'
)
