(
set -eu +C
export AWS_AUTH_SCHEME_PREFERENCE=sigv4 AWS_PAGER='' AWS_CLI_AUTO_PROMPT=off AWS_CLI_ERROR_FORMAT=legacy AWS_CLI_FILE_ENCODING=UTF-8 AWS_CLI_HISTORY_FILE=/ AWS_CLI_OUTPUT_ENCODING=UTF-8 AWS_DEFAULT_OUTPUT=json AWS_USE_DUALSTACK_ENDPOINT=false AWS_USE_FIPS_ENDPOINT=false
me=$(aws sts get-caller-identity --query "join(' ', [Account, Arn])" --output text)
case $me in (111122223333' '*) ;; (*) printf '%s %s\n' 'Stopped, nothing was changed: this book is for account 111122223333. You are signed in to' "$me" >&2; exit 1 ;; esac
case $me in (*' 'arn:aws:sts::111122223333:assumed-role/hardbook-operator/*) ;; (*) printf '%s %s\n' 'Note: this step is written for the operator role. You are' "$me" >&2 ;; esac
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
regions=$(aws ec2 describe-regions --region us-east-1 --query 'Regions[?OptInStatus!='\''not-opted-in'\''].RegionName' --output text)
printf '%s\n' "$regions" | tr -s '[:blank:]' '\n' | while read -r region; do
test -n "$region" || continue
ok_if ResourceNotFoundException aws events remove-targets --region "$region" --rule hardbook-root-alert --ids hardbook --query FailedEntries --output text
if test -z "$already"; then
others=$(aws events list-targets-by-rule --region "$region" --rule hardbook-root-alert --query 'Targets[].Id' --output text)
if test -n "$others"; then
printf '%s: the rule stays, since it has targets of others: %s\n' "$region" "$others"
continue
fi
aws events delete-rule --region "$region" --name hardbook-root-alert
fi
printf '%s\n' "$region"
done
printf '%s\n' 'Finished: root-alert'
)
