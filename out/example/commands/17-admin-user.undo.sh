(
set -eu +C
export AWS_AUTH_SCHEME_PREFERENCE=sigv4 AWS_PAGER='' AWS_CLI_AUTO_PROMPT=off AWS_CLI_ERROR_FORMAT=legacy AWS_CLI_FILE_ENCODING=UTF-8 AWS_CLI_HISTORY_FILE=/dev/null AWS_CLI_OUTPUT_ENCODING=UTF-8 AWS_DEFAULT_OUTPUT=json AWS_USE_DUALSTACK_ENDPOINT=false AWS_USE_FIPS_ENDPOINT=false
me=$(aws sts get-caller-identity --query "join(' ', [Account, Arn])" --output text)
case $me in (111122223333' '*) ;; (*) printf '%s %s\n' 'Stopped, nothing was changed: this book is for account 111122223333. You are signed in to' "$me" >&2; exit 1 ;; esac
case $me in (*' 'arn:aws:iam::111122223333:root) ;; (*) printf '%s %s\n' 'Note: this step is written for the root user. You are' "$me" >&2 ;; esac
ok_if() {
code=$1 already=
shift
if answer=$("$@" 2>&1); then printf '%s\n' "$answer"; return; fi
case $answer in
(*"($code)"*|*'"Code": "'"$code"'"'*) already="$2 $3: $code, which is fine here"; printf '%s\n' "$already" ;;
(*) printf '%s\n' "$answer" >&2; exit 1 ;;
esac
}
ok_if NoSuchEntity aws iam get-user --user-name iam-admin --query User.Arn --output text
if test -z "$already"; then
devices=$(aws iam list-mfa-devices --user-name iam-admin --query 'MFADevices[].SerialNumber' --output text)
printf '%s\n' "$devices" | tr '\t' '\n' | while read -r device; do
test -n "$device" || continue
aws iam deactivate-mfa-device --user-name iam-admin --serial-number "$device"
ok_if NoSuchEntity aws iam delete-virtual-mfa-device --serial-number "$device"
done
keys=$(aws iam list-access-keys --user-name iam-admin --query 'AccessKeyMetadata[].AccessKeyId' --output text)
printf '%s\n' "$keys" | tr '\t' '\n' | while read -r key; do
test -n "$key" || continue
aws iam delete-access-key --user-name iam-admin --access-key-id "$key"
done
fi
ok_if NoSuchEntity aws iam delete-login-profile --user-name iam-admin
ok_if NoSuchEntity aws iam remove-user-from-group --group-name iam-admins --user-name iam-admin
ok_if NoSuchEntity aws iam delete-user --user-name iam-admin
ok_if NoSuchEntity aws iam delete-group-policy --group-name iam-admins --policy-name hardbook-shell
ok_if NoSuchEntity aws iam detach-group-policy --group-name iam-admins --policy-arn arn:aws:iam::aws:policy/IAMFullAccess
ok_if NoSuchEntity aws iam delete-group --group-name iam-admins
printf '%s\n' 'Finished: admin-user'
)
