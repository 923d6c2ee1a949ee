(
set -eu +C
export AWS_AUTH_SCHEME_PREFERENCE=sigv4 AWS_PAGER='' AWS_CLI_AUTO_PROMPT=off AWS_CLI_ERROR_FORMAT=legacy AWS_CLI_FILE_ENCODING=UTF-8 AWS_CLI_HISTORY_FILE=/ AWS_CLI_OUTPUT_ENCODING=UTF-8 AWS_DEFAULT_OUTPUT=json AWS_USE_DUALSTACK_ENDPOINT=false AWS_USE_FIPS_ENDPOINT=false
me=$(aws sts get-caller-identity --query "join(' ', [Account, Arn])" --output text)
case $me in (111122223333' '*) ;; (*) printf '%s %s\n' 'Stopped, nothing was changed: this book is for account 111122223333. You are signed in to' "$me" >&2; exit 1 ;; esac
case $me in (*' 'arn:aws:sts::111122223333:assumed-role/hardbook-operator/*) ;; (*) printf '%s %s\n' 'Note: this step is written for the operator role. You are' "$me" >&2 ;; esac
form=$(aws iam enable-organizations-root-credentials-management --generate-cli-skeleton 2>/dev/null; :)
test -n "$form" || { printf '%s\n' 'Stopped, nothing was changed: this block needs a newer aws: 2.36 or, of version 1, 1.46. CloudShell has it. Yours does not accept: iam enable-organizations-root-credentials-management' >&2; exit 1; }
aws organizations enable-aws-service-access --region us-east-1 --service-principal iam.amazonaws.com
aws iam enable-organizations-root-credentials-management --region us-east-1 --query EnabledFeatures --output text
printf '%s\n' 'Finished: central-root-access'
)
