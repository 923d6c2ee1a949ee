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
umask 077
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
if test -z "$there"; then
printf '%s\n' 'Stopped, nothing was changed: there is no such user. Do the step that makes it first.' >&2
exit 1
fi
boundary=$(aws iam get-user --user-name "$user" --query User.PermissionsBoundary.PermissionsBoundaryArn --output text)
too_much() {
case $1 in
(*'"Allow"'*) return 0 ;;
(*'"Condition"'*|*'"NotAction"'*) ;;
(*'"Action": "*"'*|*'"iam:*"'*)
case $1 in
(*'"Resource": "*"'*) return 0 ;;
esac ;;
esac
printf '%s\n' "Left, since it only refuses: $2"
return 1
}
account=111122223333
kept="${HOME:?}/hardbook-removed/$account/$user"
mkdir -p "$kept"
keep() {
if test -f "$kept/$1" && test "$(cat "$kept/$1")" != "$2"; then
printf '%s\n' "Stopped: $kept/$1 holds something else that was taken away earlier. Move that file away, and paste the block again." >&2
exit 1
fi
printf '%s\n' "$2" >"$kept/$1"
}
ok_if EntityAlreadyExists aws iam create-group --group-name "$group"
aws iam attach-group-policy --group-name "$group" --policy-arn arn:aws:iam::aws:policy/IAMFullAccess
aws iam put-group-policy --group-name "$group" --policy-name hardbook-shell --policy-document '{"Version":"2012-10-17","Statement":[{"Sid":"FindOrMakeMyCloudShell","Effect":"Allow","Action":["cloudshell:CreateEnvironment","cloudshell:DescribeEnvironments"],"Resource":"*"},{"Sid":"UseMyCloudShell","Effect":"Allow","Action":["cloudshell:CreateSession","cloudshell:DeleteEnvironment","cloudshell:GetEnvironmentStatus","cloudshell:GetFileDownloadUrls","cloudshell:GetFileUploadUrls","cloudshell:PutCredentials","cloudshell:StartEnvironment","cloudshell:StopEnvironment"],"Resource":"arn:aws:cloudshell:*:111122223333:environment/*"},{"Sid":"SignInWithAwsLogin","Effect":"Allow","Action":["signin:AuthorizeOAuth2Access","signin:CreateOAuth2Token"],"Resource":"arn:aws:signin:*:*:oauth2/public-client/*"}]}'
aws iam add-user-to-group --group-name "$group" --user-name "$user"
if test "$boundary" != None; then
keep boundary "$boundary"
aws iam delete-user-permissions-boundary --user-name "$user"
printf '%s\n' "Taken from the user: the permissions boundary $boundary"
fi
groups=$(aws iam list-groups-for-user --user-name "$user" --query 'Groups[].GroupName' --output text)
printf '%s\n' "$groups" | tr '\t' '\n' | while read -r name; do
case $(printf '%s' "$name" | tr '[:upper:]' '[:lower:]') in
(''|iam-admins) continue ;;
esac
printf '%s\n' "$name" >>"$kept/groups"
aws iam remove-user-from-group --group-name "$name" --user-name "$user"
printf '%s\n' "Taken from the user: the group $name"
done
attached=$(aws iam list-attached-user-policies --user-name "$user" --query 'AttachedPolicies[].PolicyArn' --output text)
printf '%s\n' "$attached" | tr '\t' '\n' | while read -r arn; do
case $arn in
(''|arn:aws:iam::aws:policy/IAMFullAccess) continue ;;
esac
version=$(aws iam get-policy --policy-arn "$arn" --query Policy.DefaultVersionId --output text)
document=$(aws iam get-policy-version --policy-arn "$arn" --version-id "$version" --query PolicyVersion.Document --output json)
if too_much "$document" "$arn"; then
printf '%s\n' "$arn" >>"$kept/attached-user"
aws iam detach-user-policy --user-name "$user" --policy-arn "$arn"
printf '%s\n' "Taken from the user: $arn"
fi
done
inline=$(aws iam list-user-policies --user-name "$user" --query 'PolicyNames[]' --output text)
printf '%s\n' "$inline" | tr '\t' '\n' | while read -r name; do
test -n "$name" || continue
document=$(aws iam get-user-policy --user-name "$user" --policy-name "$name" --query PolicyDocument --output json)
if too_much "$document" "$name"; then
keep "inline-user.$name" "$document"
aws iam delete-user-policy --user-name "$user" --policy-name "$name"
printf '%s\n' "Taken from the user: $name"
fi
done
attached=$(aws iam list-attached-group-policies --group-name "$group" --query 'AttachedPolicies[].PolicyArn' --output text)
printf '%s\n' "$attached" | tr '\t' '\n' | while read -r arn; do
case $arn in
(''|arn:aws:iam::aws:policy/IAMFullAccess) continue ;;
esac
version=$(aws iam get-policy --policy-arn "$arn" --query Policy.DefaultVersionId --output text)
document=$(aws iam get-policy-version --policy-arn "$arn" --version-id "$version" --query PolicyVersion.Document --output json)
if too_much "$document" "$arn"; then
printf '%s\n' "$arn" >>"$kept/attached-group"
aws iam detach-group-policy --group-name "$group" --policy-arn "$arn"
printf '%s\n' "Taken from the group: $arn"
fi
done
inline=$(aws iam list-group-policies --group-name "$group" --query 'PolicyNames[]' --output text)
printf '%s\n' "$inline" | tr '\t' '\n' | while read -r name; do
case $name in
(''|hardbook-shell) continue ;;
esac
document=$(aws iam get-group-policy --group-name "$group" --policy-name "$name" --query PolicyDocument --output json)
if too_much "$document" "$name"; then
keep "inline-group.$name" "$document"
aws iam delete-group-policy --group-name "$group" --policy-name "$name"
printf '%s\n' "Taken from the group: $name"
fi
done
rmdir "$kept" 2>/dev/null || true
printf '%s\n' 'Finished: admin-iam-only'
)
