(
set -eu +C
export AWS_AUTH_SCHEME_PREFERENCE=sigv4 AWS_PAGER='' AWS_CLI_AUTO_PROMPT=off AWS_CLI_ERROR_FORMAT=legacy AWS_CLI_FILE_ENCODING=UTF-8 AWS_CLI_HISTORY_FILE=/ AWS_CLI_OUTPUT_ENCODING=UTF-8 AWS_DEFAULT_OUTPUT=json AWS_USE_DUALSTACK_ENDPOINT=false AWS_USE_FIPS_ENDPOINT=false
me=$(aws sts get-caller-identity --query "join(' ', [Account, Arn])" --output text)
case $me in (111122223333' '*) ;; (*) printf '%s %s\n' 'Stopped, nothing was changed: this book is for account 111122223333. You are signed in to' "$me" >&2; exit 1 ;; esac
case $me in (*' 'arn:aws:iam::111122223333:root) ;; (*) printf '%s %s\n' 'Note: this step is written for the root user. You are' "$me" >&2 ;; esac
aws account put-alternate-contact --region us-east-1 --alternate-contact-type SECURITY --name='Sam Rivera' --title='Head of Security' --email-address=security@example.com --phone-number='+1 206 555 0100'
aws account put-alternate-contact --region us-east-1 --alternate-contact-type BILLING --name='Kim Okafor' --title='Accounts Payable' --email-address=billing@example.com --phone-number='+1 206 555 0101'
aws account put-alternate-contact --region us-east-1 --alternate-contact-type OPERATIONS --name='Alex Nowak' --title='On-call Engineer' --email-address=operations@example.com --phone-number='+1 206 555 0102'
aws account get-alternate-contact --region us-east-1 --alternate-contact-type SECURITY --query 'AlternateContact.[AlternateContactType,Name,EmailAddress]' --output text
aws account get-alternate-contact --region us-east-1 --alternate-contact-type BILLING --query 'AlternateContact.[AlternateContactType,Name,EmailAddress]' --output text
aws account get-alternate-contact --region us-east-1 --alternate-contact-type OPERATIONS --query 'AlternateContact.[AlternateContactType,Name,EmailAddress]' --output text
printf '%s\n' 'Finished: alternate-contacts'
)
