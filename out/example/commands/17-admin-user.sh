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
umask 077
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM
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
if test -n "$there"; then
keys=$(aws iam list-access-keys --user-name "$user" --query 'AccessKeyMetadata[].AccessKeyId' --output text)
if test -n "$keys"; then
printf '%s %s\n' 'Stopped, nothing was changed: the user must have no access key. See that nothing uses it, delete it in the console, and paste the block again:' "$keys" >&2
exit 1
fi
fi
ok_if EntityAlreadyExists aws iam create-group --group-name "$group"
aws iam attach-group-policy --group-name "$group" --policy-arn arn:aws:iam::aws:policy/IAMFullAccess
aws iam put-group-policy --group-name "$group" --policy-name hardbook-shell --policy-document '{"Version":"2012-10-17","Statement":[{"Sid":"FindOrMakeMyCloudShell","Effect":"Allow","Action":["cloudshell:CreateEnvironment","cloudshell:DescribeEnvironments"],"Resource":"*"},{"Sid":"UseMyCloudShell","Effect":"Allow","Action":["cloudshell:CreateSession","cloudshell:DeleteEnvironment","cloudshell:GetEnvironmentStatus","cloudshell:GetFileDownloadUrls","cloudshell:GetFileUploadUrls","cloudshell:PutCredentials","cloudshell:StartEnvironment","cloudshell:StopEnvironment"],"Resource":"arn:aws:cloudshell:*:111122223333:environment/*"},{"Sid":"SignInWithAwsLogin","Effect":"Allow","Action":["signin:AuthorizeOAuth2Access","signin:CreateOAuth2Token"],"Resource":"arn:aws:signin:*:*:oauth2/public-client/*"}]}'
test -n "$there" || aws iam create-user --user-name "$user"
aws iam add-user-to-group --group-name "$group" --user-name "$user"
random=$(head -c 600 /dev/urandom | LC_ALL=C tr -dc 'A-Za-z0-9' | cut -c 1-20)
test ${#random} -eq 20
printf 'Hb-%s-7' "$random" >"$dir/password"
ok_if EntityAlreadyExists aws iam create-login-profile --user-name "$user" --password "file://$dir/password" --no-password-reset-required --output text
if test -n "$already"; then
printf '%s\n' 'The user has a console password already. It is left as it is.'
else
printf '\n%s\n' 'Sign in at https://111122223333.signin.aws.amazon.com/console as iam-admin. The password is shown only now:'
cat "$dir/password"
printf '\n\n'
fi
printf '%s\n' 'Finished: admin-user'
)
