(
set -eu +C
export AWS_AUTH_SCHEME_PREFERENCE=sigv4 AWS_PAGER='' AWS_CLI_AUTO_PROMPT=off AWS_CLI_ERROR_FORMAT=legacy AWS_CLI_FILE_ENCODING=UTF-8 AWS_CLI_HISTORY_FILE=/ AWS_CLI_OUTPUT_ENCODING=UTF-8 AWS_DEFAULT_OUTPUT=json AWS_USE_DUALSTACK_ENDPOINT=false AWS_USE_FIPS_ENDPOINT=false
me=$(aws sts get-caller-identity --query "join(' ', [Account, Arn])" --output text)
case $me in (111122223333' '*) ;; (*) printf '%s %s\n' 'Stopped, nothing was changed: this book is for account 111122223333. You are signed in to' "$me" >&2; exit 1 ;; esac
case $me in (*' 'arn:aws:iam::111122223333:user/iam-admin) ;; (*) printf '%s %s\n' 'Note: this step is written for iam-admin. You are' "$me" >&2 ;; esac
group=iam-admins
devices=$(aws iam list-mfa-devices --user-name iam-admin --query 'MFADevices[].SerialNumber' --output text)
if test -z "$devices"; then
printf '%s\n' 'Stopped, nothing was changed: this user has no MFA device. Do the step about MFA first.' >&2
exit 1
fi
member=$(aws iam list-groups-for-user --user-name iam-admin --query "Groups[?GroupName=='$group'].GroupName" --output text)
if test -z "$member"; then
printf '%s\n' 'Stopped, nothing was changed: this user is not in the group. Do the step that makes the user first.' >&2
exit 1
fi
aws iam put-group-policy --group-name "$group" --policy-name hardbook-require-mfa --policy-document '{"Version":"2012-10-17","Statement":[{"Sid":"WithoutMFAOnlySetItUp","Effect":"Deny","NotAction":["iam:ChangePassword","iam:CreateVirtualMFADevice","iam:EnableMFADevice","iam:GetAccountPasswordPolicy","iam:GetMFADevice","iam:GetUser","iam:ListMFADevices","iam:ListVirtualMFADevices","iam:ResyncMFADevice","sts:GetSessionToken"],"Resource":"*","Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}},{"Sid":"WithoutMFAOnlyOnesOwn","Effect":"Deny","Action":["iam:EnableMFADevice","iam:ResyncMFADevice"],"NotResource":["arn:aws:iam::111122223333:user/${aws:username}","arn:aws:iam::111122223333:user/*/${aws:username}"],"Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}}]}'
printf '%s\n' 'Finished: require-mfa'
)
