(
set -eu +C
export AWS_AUTH_SCHEME_PREFERENCE=sigv4 AWS_PAGER='' AWS_CLI_AUTO_PROMPT=off AWS_CLI_ERROR_FORMAT=legacy AWS_CLI_FILE_ENCODING=UTF-8 AWS_CLI_HISTORY_FILE=/ AWS_CLI_OUTPUT_ENCODING=UTF-8 AWS_DEFAULT_OUTPUT=json AWS_USE_DUALSTACK_ENDPOINT=false AWS_USE_FIPS_ENDPOINT=false
me=$(aws sts get-caller-identity --query "join(' ', [Account, Arn])" --output text)
case $me in (111122223333' '*) ;; (*) printf '%s %s\n' 'Stopped, nothing was changed: this book is for account 111122223333. You are signed in to' "$me" >&2; exit 1 ;; esac
case $me in (*' 'arn:aws:sts::111122223333:assumed-role/hardbook-operator/*) ;; (*) printf '%s %s\n' 'Note: this step is written for the operator role. You are' "$me" >&2 ;; esac
form=$(aws ec2 modify-instance-metadata-defaults --generate-cli-skeleton 2>/dev/null; :)
test -n "$form" || { printf '%s\n' 'Stopped, nothing was changed: this block needs a newer aws: 2.36 or, of version 1, 1.46. CloudShell has it. Yours does not accept: ec2 modify-instance-metadata-defaults' >&2; exit 1; }
regions=$(aws ec2 describe-regions --region us-east-1 --query 'Regions[?OptInStatus!='\''not-opted-in'\''].RegionName' --output text)
printf '%s\n' "$regions" | tr -s '[:blank:]' '\n' | while read -r region; do
test -n "$region" || continue
changed=$(aws ec2 modify-instance-metadata-defaults --region "$region" --http-tokens required --query Return --output text)
printf '%s %s\n' "$region" "$changed"
done
printf '%s\n' 'Finished: instance-metadata'
)
