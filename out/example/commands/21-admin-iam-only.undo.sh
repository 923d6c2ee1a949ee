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
user=iam-admin
group=iam-admins
account=111122223333
kept="${HOME:?}/hardbook-removed/$account/$user"
if test -d "$kept"; then
if test -f "$kept/boundary"; then
boundary=$(aws iam get-user --user-name "$user" --query User.PermissionsBoundary.PermissionsBoundaryArn --output text)
if test "$boundary" = None; then
aws iam put-user-permissions-boundary --user-name "$user" --permissions-boundary "$(cat "$kept/boundary")"
rm -f "$kept/boundary"
else
printf '%s\n' "Left: the user has the permissions boundary $boundary by now. The one from before is in $kept/boundary"
fi
fi
if test -f "$kept/groups"; then
while read -r name; do
aws iam add-user-to-group --group-name "$name" --user-name "$user"
done <"$kept/groups"
rm -f "$kept/groups"
fi
if test -f "$kept/attached-user"; then
while read -r arn; do
aws iam attach-user-policy --user-name "$user" --policy-arn "$arn"
done <"$kept/attached-user"
rm -f "$kept/attached-user"
fi
find "$kept/" -name 'inline-user.*' | while read -r file; do
name=${file#*/inline-user.}
ok_if NoSuchEntity aws iam get-user-policy --user-name "$user" --policy-name "$name" >/dev/null
if test -n "$already"; then
aws iam put-user-policy --user-name "$user" --policy-name "$name" --policy-document "file://$file"
rm -f "$file"
else
printf '%s\n' "Left: there is a policy $name by now. The one from before is in $file"
fi
done
if test -f "$kept/attached-group"; then
while read -r arn; do
aws iam attach-group-policy --group-name "$group" --policy-arn "$arn"
done <"$kept/attached-group"
rm -f "$kept/attached-group"
fi
find "$kept/" -name 'inline-group.*' | while read -r file; do
name=${file#*/inline-group.}
ok_if NoSuchEntity aws iam get-group-policy --group-name "$group" --policy-name "$name" >/dev/null
if test -n "$already"; then
aws iam put-group-policy --group-name "$group" --policy-name "$name" --policy-document "file://$file"
rm -f "$file"
else
printf '%s\n' "Left: there is a policy $name by now. The one from before is in $file"
fi
done
rmdir "$kept" 2>/dev/null || true
else
printf '%s\n' "Nothing was given back: there is no folder $kept in this shell."
fi
printf '%s\n' 'Finished: admin-iam-only'
)
