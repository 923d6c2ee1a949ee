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
role=hardbook-support
trust='{"Version":"2012-10-17","Statement":[{"Sid":"TheAdminWithMFA","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/iam-admin"},"Action":"sts:AssumeRole","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}]}'
ok_if NoSuchEntity aws iam get-role --role-name "$role" --query "Role.join(' ', [Arn, not_null(PermissionsBoundary.PermissionsBoundaryArn, 'None')])" --output text
if test -n "$already"; then
aws iam create-role --role-name "$role" --description 'for cases with AWS Support' --max-session-duration 3600 --assume-role-policy-document "$trust"
else
case $answer in
(arn:aws:iam::111122223333:role/hardbook-support' '*) ;;
(*) printf '%s %s\n' 'Stopped, nothing was changed: a role of this name exists with a path, so it is not found by its name alone. Delete it, and paste the block again:' "$answer" >&2; exit 1 ;;
esac
boundary=${answer##* }
if test "$boundary" != None; then
aws iam delete-role-permissions-boundary --role-name "$role"
printf '%s %s\n' 'Taken from the role: the permissions boundary' "$boundary"
fi
aws iam update-role --role-name "$role" --description 'for cases with AWS Support' --max-session-duration 3600
aws iam update-assume-role-policy --role-name "$role" --policy-document "$trust"
found=$(aws iam list-attached-role-policies --role-name "$role" --query 'AttachedPolicies[].PolicyArn' --output text)
printf '%s\n' "$found" | tr '\t' '\n' | while read -r policy; do
case $policy in
(''|arn:aws:iam::aws:policy/AWSSupportAccess) continue ;;
esac
aws iam detach-role-policy --role-name "$role" --policy-arn "$policy"
printf '%s %s\n' 'Taken from the role: the policy' "$policy"
done
found=$(aws iam list-role-policies --role-name "$role" --query 'PolicyNames[]' --output text)
printf '%s\n' "$found" | tr '\t' '\n' | while read -r policy; do
case $policy in
(''|arn:aws:iam::aws:policy/AWSSupportAccess) continue ;;
esac
aws iam delete-role-policy --role-name "$role" --policy-name "$policy"
printf '%s %s\n' 'Taken from the role: the policy' "$policy"
done
fi
aws iam attach-role-policy --role-name hardbook-support --policy-arn arn:aws:iam::aws:policy/AWSSupportAccess
printf '%s\n' 'Finished: support-role'
)
