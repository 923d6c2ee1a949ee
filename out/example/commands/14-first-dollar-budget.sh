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
ok_if NotFound aws sns get-topic-attributes --region us-east-1 --topic-arn arn:aws:sns:us-east-1:111122223333:hardbook-billing --query Attributes.TopicArn --output text
if test -n "$already"; then
printf '%s\n' 'Stopped, nothing was changed: there is no topic hardbook-billing. Do the step billing-topic first.' >&2
exit 1
fi
budget='{"BudgetLimit":{"Amount":"1","Unit":"USD"},"BudgetName":"hardbook-first-dollar","BudgetType":"COST","CostTypes":{"IncludeCredit":false,"IncludeDiscount":true,"IncludeOtherSubscription":true,"IncludeRecurring":true,"IncludeRefund":false,"IncludeSubscription":true,"IncludeSupport":true,"IncludeTax":true,"IncludeUpfront":true,"UseAmortized":false,"UseBlended":false},"TimeUnit":"MONTHLY"}'
topic='{"Address":"arn:aws:sns:us-east-1:111122223333:hardbook-billing","SubscriptionType":"SNS"}'
ok_if NotFoundException aws budgets describe-budget --region us-east-1 --account-id 111122223333 --budget-name hardbook-first-dollar --query Budget.BudgetName --output text
if test -n "$already"; then
aws budgets create-budget --region us-east-1 --account-id 111122223333 --budget "$budget" --notifications-with-subscribers '[{"Notification":{"ComparisonOperator":"GREATER_THAN","NotificationType":"ACTUAL","Threshold":1,"ThresholdType":"ABSOLUTE_VALUE"},"Subscribers":[{"Address":"arn:aws:sns:us-east-1:111122223333:hardbook-billing","SubscriptionType":"SNS"}]}]'
else
alert='{"ComparisonOperator":"GREATER_THAN","NotificationType":"ACTUAL","Threshold":1,"ThresholdType":"ABSOLUTE_VALUE"}'
ok_if NotFoundException aws budgets describe-subscribers-for-notification --region us-east-1 --account-id 111122223333 --budget-name hardbook-first-dollar --notification "$alert" --query "Subscribers[?SubscriptionType=='SNS'].Address" --output text
case $already$answer in
(''|None|arn:aws:sns:us-east-1:111122223333:hardbook-billing|'budgets describe-'*) ;;
(*) printf '%s %s\n' 'Stopped, nothing was changed: an alert of the budget writes to another topic, and AWS takes one only. Take that away in the console, and paste the block again:' "$answer" >&2; exit 1 ;;
esac
aws budgets update-budget --region us-east-1 --account-id 111122223333 --new-budget "$budget"
alert='{"ComparisonOperator":"GREATER_THAN","NotificationType":"ACTUAL","Threshold":1,"ThresholdType":"ABSOLUTE_VALUE"}'
ok_if DuplicateRecordException aws budgets create-notification --region us-east-1 --account-id 111122223333 --budget-name hardbook-first-dollar --notification "$alert" --subscribers "[$topic]"
if test -n "$already"; then
ok_if DuplicateRecordException aws budgets create-subscriber --region us-east-1 --account-id 111122223333 --budget-name hardbook-first-dollar --notification "$alert" --subscriber "$topic"
fi
fi
aws budgets describe-notifications-for-budget --region us-east-1 --account-id 111122223333 --budget-name hardbook-first-dollar --query 'Notifications[].[NotificationType,Threshold,NotificationState]' --output text
printf '%s\n' 'Finished: first-dollar-budget'
)
