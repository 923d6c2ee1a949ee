(
set -eu +C
export AWS_AUTH_SCHEME_PREFERENCE=sigv4 AWS_PAGER='' AWS_CLI_AUTO_PROMPT=off AWS_CLI_ERROR_FORMAT=legacy AWS_CLI_FILE_ENCODING=UTF-8 AWS_CLI_HISTORY_FILE=/ AWS_CLI_OUTPUT_ENCODING=UTF-8 AWS_DEFAULT_OUTPUT=json AWS_USE_DUALSTACK_ENDPOINT=false AWS_USE_FIPS_ENDPOINT=false
me=$(aws sts get-caller-identity --query "join(' ', [Account, Arn])" --output text)
case $me in (111122223333' '*) ;; (*) printf '%s %s\n' 'Stopped, nothing was changed: this book is for account 111122223333. You are signed in to' "$me" >&2; exit 1 ;; esac
case $me in (*' 'arn:aws:iam::111122223333:root) ;; (*) printf '%s %s\n' 'Note: this step is written for the root user. You are' "$me" >&2 ;; esac
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
role=hardbook-verifier
trust='{"Version":"2012-10-17","Statement":[{"Sid":"TheAdminWithMFA","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/iam-admin"},"Action":"sts:AssumeRole","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}]}'
ok_if NoSuchEntity aws iam get-role --role-name "$role" --query "Role.join(' ', [Arn, not_null(PermissionsBoundary.PermissionsBoundaryArn, 'None')])" --output text
if test -n "$already"; then
aws iam create-role --role-name "$role" --description 'hardbook verify reads with this role' --max-session-duration 3600 --assume-role-policy-document "$trust"
else
case $answer in
(arn:aws:iam::111122223333:role/hardbook-verifier' '*) ;;
(*) printf '%s %s\n' 'Stopped, nothing was changed: a role of this name exists with a path, so it is not found by its name alone. Delete it, and paste the block again:' "$answer" >&2; exit 1 ;;
esac
boundary=${answer##* }
if test "$boundary" != None; then
aws iam delete-role-permissions-boundary --role-name "$role"
printf '%s %s\n' 'Taken from the role: the permissions boundary' "$boundary"
fi
aws iam update-role --role-name "$role" --description 'hardbook verify reads with this role' --max-session-duration 3600
aws iam update-assume-role-policy --role-name "$role" --policy-document "$trust"
found=$(aws iam list-attached-role-policies --role-name "$role" --query 'AttachedPolicies[].PolicyArn' --output text)
printf '%s\n' "$found" | tr '\t' '\n' | while read -r policy; do
case $policy in
(''|hardbook-verify|hardbook-shell) continue ;;
esac
aws iam detach-role-policy --role-name "$role" --policy-arn "$policy"
printf '%s %s\n' 'Taken from the role: the policy' "$policy"
done
found=$(aws iam list-role-policies --role-name "$role" --query 'PolicyNames[]' --output text)
printf '%s\n' "$found" | tr '\t' '\n' | while read -r policy; do
case $policy in
(''|hardbook-verify|hardbook-shell) continue ;;
esac
aws iam delete-role-policy --role-name "$role" --policy-name "$policy"
printf '%s %s\n' 'Taken from the role: the policy' "$policy"
done
fi
policy='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["access-analyzer:ListAnalyzers","cloudtrail:DescribeTrails","cloudwatch:ListMetrics","ec2:DescribeNetworkInterfaces","ec2:DescribeRegions","ec2:DescribeSecurityGroups","ec2:DescribeVpcs","ec2:GetEbsEncryptionByDefault","ec2:GetImageBlockPublicAccessState","ec2:GetInstanceMetadataDefaults","ec2:GetSnapshotBlockPublicAccessState","events:ListRules","iam:GenerateCredentialReport","iam:GetAccountAuthorizationDetails","iam:GetAccountPasswordPolicy","iam:GetAccountSummary","iam:GetCredentialReport","iam:ListAccountAliases","iam:ListServiceSpecificCredentials","iam:ListVirtualMFADevices","s3:GetAccountPublicAccessBlock","sns:ListTopics"],"Resource":"*"},{'
policy=$policy'"Effect":"Allow","Action":["account:GetAlternateContact","account:GetContactInformation"],"Resource":"arn:aws:account::111122223333:account"},{'
policy=$policy'"Effect":"Allow","Action":"budgets:ViewBudget","Resource":"arn:aws:budgets::111122223333:budget/*"},{'
policy=$policy'"Effect":"Allow","Action":["cloudtrail:GetEventSelectors","cloudtrail:GetTrailStatus"],"Resource":"arn:aws:cloudtrail:*:111122223333:trail/*"},{'
policy=$policy'"Effect":"Allow","Action":["cloudwatch:GetAlarmMuteRule","cloudwatch:ListAlarmMuteRules"],"Resource":"arn:aws:cloudwatch:us-east-1:111122223333:alarm-mute-rule:*"},{'
policy=$policy'"Effect":"Allow","Action":"cloudwatch:DescribeAlarms","Resource":"arn:aws:cloudwatch:us-east-1:111122223333:alarm:*"},{'
policy=$policy'"Effect":"Allow","Action":"events:ListTargetsByRule","Resource":"arn:aws:events:*:111122223333:rule/*"},{'
policy=$policy'"Effect":"Allow","Action":["iam:GetRole","iam:GetRolePolicy","iam:ListAttachedRolePolicies","iam:ListRolePolicies"],"Resource":["arn:aws:iam::111122223333:role/hardbook-operator","arn:aws:iam::111122223333:role/hardbook-verifier"]},{'
policy=$policy'"Effect":"Allow","Action":["iam:GetLoginProfile","iam:GetUser","iam:ListAccessKeys","iam:ListGroupsForUser","iam:ListMFADevices"],"Resource":"arn:aws:iam::111122223333:user/iam-admin"},{'
policy=$policy'"Effect":"Allow","Action":"iam:ListEntitiesForPolicy","Resource":"arn:aws:iam::aws:policy/AWSSupportAccess"},{'
policy=$policy'"Effect":"Allow","Action":["kms:DescribeKey","kms:GetKeyPolicy"],"Resource":"arn:aws:kms:*:111122223333:key/*"},{'
policy=$policy'"Effect":"Allow","Action":["s3:GetBucketAcl","s3:GetBucketPolicy","s3:GetBucketPublicAccessBlock","s3:GetBucketVersioning","s3:GetEncryptionConfiguration","s3:GetLifecycleConfiguration"],"Resource":"arn:aws:s3:::*"},{'
policy=$policy'"Effect":"Allow","Action":["sns:GetSubscriptionAttributes","sns:GetTopicAttributes","sns:ListSubscriptionsByTopic"],"Resource":"arn:aws:sns:us-east-1:111122223333:*"},{'
policy=$policy'"Effect":"Allow","Action":"ssm:GetServiceSetting","Resource":"arn:aws:ssm:*:111122223333:servicesetting/ssm/documents/console/public-sharing-permission"}]}'
aws iam put-role-policy --role-name hardbook-verifier --policy-name hardbook-verify --policy-document "$policy"
aws iam put-role-policy --role-name hardbook-verifier --policy-name hardbook-shell --policy-document '{"Version":"2012-10-17","Statement":[{"Sid":"FindOrMakeMyCloudShell","Effect":"Allow","Action":["cloudshell:CreateEnvironment","cloudshell:DescribeEnvironments"],"Resource":"*"},{"Sid":"UseMyCloudShell","Effect":"Allow","Action":["cloudshell:CreateSession","cloudshell:DeleteEnvironment","cloudshell:GetEnvironmentStatus","cloudshell:GetFileDownloadUrls","cloudshell:GetFileUploadUrls","cloudshell:PutCredentials","cloudshell:StartEnvironment","cloudshell:StopEnvironment"],"Resource":"arn:aws:cloudshell:*:111122223333:environment/*"},{"Sid":"SignInWithAwsLogin","Effect":"Allow","Action":["signin:AuthorizeOAuth2Access","signin:CreateOAuth2Token"],"Resource":"arn:aws:signin:*:*:oauth2/public-client/*"}]}'
printf '%s\n' 'Finished: verifier-role'
)
