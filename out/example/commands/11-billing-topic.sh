(
set -eu +C
export AWS_AUTH_SCHEME_PREFERENCE=sigv4 AWS_PAGER='' AWS_CLI_AUTO_PROMPT=off AWS_CLI_ERROR_FORMAT=legacy AWS_CLI_FILE_ENCODING=UTF-8 AWS_CLI_HISTORY_FILE=/dev/null AWS_CLI_OUTPUT_ENCODING=UTF-8 AWS_DEFAULT_OUTPUT=json AWS_USE_DUALSTACK_ENDPOINT=false AWS_USE_FIPS_ENDPOINT=false
me=$(aws sts get-caller-identity --query "join(' ', [Account, Arn])" --output text)
case $me in (111122223333' '*) ;; (*) printf '%s %s\n' 'Stopped, nothing was changed: this book is for account 111122223333. You are signed in to' "$me" >&2; exit 1 ;; esac
case $me in (*' 'arn:aws:iam::111122223333:root) ;; (*) printf '%s %s\n' 'Note: this step is written for the root user. You are' "$me" >&2 ;; esac
topic=$(aws sns create-topic --region us-east-1 --name hardbook-billing --query TopicArn --output text)
aws sns set-topic-attributes --region us-east-1 --topic-arn "$topic" --attribute-name Policy --attribute-value '{"Version":"2012-10-17","Statement":[{"Sid":"TheAccountItself","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":["sns:DeleteTopic","sns:GetTopicAttributes","sns:ListSubscriptionsByTopic","sns:Publish","sns:SetTopicAttributes","sns:Subscribe"],"Resource":"arn:aws:sns:us-east-1:111122223333:hardbook-billing"},{"Sid":"MoneyWarnings","Effect":"Allow","Principal":{"Service":["budgets.amazonaws.com","cloudwatch.amazonaws.com","costalerts.amazonaws.com"]},"Action":"sns:Publish","Resource":"arn:aws:sns:us-east-1:111122223333:hardbook-billing","Condition":{"StringEquals":{"aws:SourceAccount":"111122223333"}}}]}'
aws sns subscribe --region us-east-1 --topic-arn "$topic" --protocol email --notification-endpoint you@example.com --output text
printf '%s\n' 'Finished: billing-topic'
)
