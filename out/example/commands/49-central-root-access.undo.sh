(
set -eu +C
export AWS_AUTH_SCHEME_PREFERENCE=sigv4 AWS_PAGER='' AWS_CLI_AUTO_PROMPT=off AWS_CLI_ERROR_FORMAT=legacy AWS_CLI_FILE_ENCODING=UTF-8 AWS_CLI_HISTORY_FILE=/ AWS_CLI_OUTPUT_ENCODING=UTF-8 AWS_DEFAULT_OUTPUT=json AWS_USE_DUALSTACK_ENDPOINT=false AWS_USE_FIPS_ENDPOINT=false
me=$(aws sts get-caller-identity --query "join(' ', [Account, Arn])" --output text)
case $me in (111122223333' '*) ;; (*) printf '%s %s\n' 'Stopped, nothing was changed: this book is for account 111122223333. You are signed in to' "$me" >&2; exit 1 ;; esac
case $me in (*' 'arn:aws:sts::111122223333:assumed-role/hardbook-operator/*) ;; (*) printf '%s %s\n' 'Note: this step is written for the operator role. You are' "$me" >&2 ;; esac
form=$(aws iam disable-organizations-root-credentials-management --generate-cli-skeleton 2>/dev/null; :)
test -n "$form" || { printf '%s\n' 'Stopped, nothing was changed: this block needs a newer aws: 2.36 or, of version 1, 1.46. CloudShell has it. Yours does not accept: iam disable-organizations-root-credentials-management' >&2; exit 1; }
form=$(aws iam list-organizations-features --generate-cli-skeleton 2>/dev/null; :)
test -n "$form" || { printf '%s\n' 'Stopped, nothing was changed: this block needs a newer aws: 2.36 or, of version 1, 1.46. CloudShell has it. Yours does not accept: iam list-organizations-features' >&2; exit 1; }
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
ok_if ServiceAccessNotEnabledException aws iam disable-organizations-root-credentials-management --region us-east-1
if test -z "$already"; then
left=$(aws iam list-organizations-features --region us-east-1 --query EnabledFeatures --output text)
if test -z "$left" || test "$left" = None; then
aws organizations disable-aws-service-access --region us-east-1 --service-principal iam.amazonaws.com
fi
fi
printf '%s\n' 'Finished: central-root-access'
)
