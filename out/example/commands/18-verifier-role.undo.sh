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
ok_if NoSuchEntity aws iam get-role --role-name "$role" --query Role.Arn --output text
if test -z "$already"; then
case $answer in
(arn:aws:iam::111122223333:role/hardbook-verifier) ;;
(*) printf '%s %s\n' 'Stopped, nothing was changed: this book did not make the role, which has a path:' "$answer" >&2; exit 1 ;;
esac
used=$(aws iam list-instance-profiles-for-role --role-name "$role" --query 'InstanceProfiles[].InstanceProfileName' --output text)
if test -n "$used"; then
printf '%s %s\n' 'Stopped, nothing was changed: machines use the role, by the instance profile' "$used" >&2
exit 1
fi
found=$(aws iam list-attached-role-policies --role-name "$role" --query 'AttachedPolicies[].PolicyArn' --output text)
printf '%s\n' "$found" | tr '\t' '\n' | while read -r policy; do
case $policy in
('') continue ;;
esac
aws iam detach-role-policy --role-name "$role" --policy-arn "$policy"
printf '%s %s\n' 'Taken from the role: the policy' "$policy"
done
found=$(aws iam list-role-policies --role-name "$role" --query 'PolicyNames[]' --output text)
printf '%s\n' "$found" | tr '\t' '\n' | while read -r policy; do
case $policy in
('') continue ;;
esac
aws iam delete-role-policy --role-name "$role" --policy-name "$policy"
printf '%s %s\n' 'Taken from the role: the policy' "$policy"
done
aws iam delete-role --role-name "$role"
fi
printf '%s\n' 'Finished: verifier-role'
)
