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
user=iam-admin
group=iam-admins
there=
ok_if NoSuchEntity aws iam get-user --user-name "$user" --query User.Arn --output text
if test -z "$already"; then
there=$answer
case $there in
(arn:aws:iam::111122223333:user/iam-admin) ;;
(*) printf '%s %s\n' 'Stopped, nothing was changed: the roles of this book trust a user without a path. Choose another name for the user in hardbook.yaml, and generate the book anew. This one is' "$there" >&2; exit 1 ;;
esac
fi
ok_if NoSuchEntity aws iam get-group --group-name "$group" --query "Users[?to_string(UserName=='$user')=='false'].UserName" --output text
if test -z "$already"; then
case $answer in
(''|None) ;;
(*) printf '%s %s\n' 'Stopped, nothing was changed: whoever is in the group gets what the group gets. Take these users out of it, or choose another name for the group in hardbook.yaml, and generate the book anew:' "$answer" >&2; exit 1 ;;
esac
fi
found=
if test -n "$there"; then
inline=$(aws iam list-user-policies --user-name "$user" --query 'PolicyNames[]' --output text)
attached=$(aws iam list-attached-user-policies --user-name "$user" --query 'AttachedPolicies[].PolicyName' --output text)
others=$(aws iam list-groups-for-user --user-name "$user" --query "Groups[?to_string(GroupName=='$group')=='false'].GroupName" --output text)
ssh=$(aws iam list-ssh-public-keys --user-name "$user" --query 'SSHPublicKeys[].SSHPublicKeyId' --output text)
own=$(aws iam list-service-specific-credentials --user-name "$user" --query 'ServiceSpecificCredentials[].ServiceSpecificCredentialId' --output text)
certs=$(aws iam list-signing-certificates --user-name "$user" --query 'Certificates[].CertificateId' --output text)
found=$(printf '%s ' "$inline" "$attached" "$others" "$ssh" "$own" "$certs")
fi
ok_if NoSuchEntity aws iam list-group-policies --group-name "$group" --query "PolicyNames[?to_string(@=='hardbook-shell')=='false']" --output text
if test -z "$already"; then
attached=$(aws iam list-attached-group-policies --group-name "$group" --query "AttachedPolicies[?to_string(PolicyName=='IAMFullAccess')=='false'].PolicyName" --output text)
found="$found $answer $attached"
fi
case $found in
(*[A-Za-z0-9]*) printf '%s %s\n' 'Stopped, nothing was changed: this book did not give the user or its group these. Take them away, and paste the block again:' "$found" >&2; exit 1 ;;
esac
if test -n "$there"; then
devices=$(aws iam list-mfa-devices --user-name "$user" --query 'MFADevices[].SerialNumber' --output text)
printf '%s\n' "$devices" | tr '\t' '\n' | while read -r device; do
test -n "$device" || continue
aws iam deactivate-mfa-device --user-name "$user" --serial-number "$device"
case $device in
(*:mfa/*) ok_if NoSuchEntity aws iam delete-virtual-mfa-device --serial-number "$device" ;;
esac
done
keys=$(aws iam list-access-keys --user-name "$user" --query 'AccessKeyMetadata[].AccessKeyId' --output text)
printf '%s\n' "$keys" | tr '\t' '\n' | while read -r key; do
test -n "$key" || continue
aws iam delete-access-key --user-name "$user" --access-key-id "$key"
done
ok_if NoSuchEntity aws iam delete-login-profile --user-name "$user"
ok_if NoSuchEntity aws iam remove-user-from-group --group-name "$group" --user-name "$user"
aws iam delete-user --user-name "$user"
fi
ok_if NoSuchEntity aws iam delete-group-policy --group-name "$group" --policy-name hardbook-shell
ok_if NoSuchEntity aws iam detach-group-policy --group-name "$group" --policy-arn arn:aws:iam::aws:policy/IAMFullAccess
ok_if NoSuchEntity aws iam delete-group --group-name "$group"
printf '%s\n' 'Finished: admin-user'
)
