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
ok_if NotFound aws sns get-topic-attributes --region us-east-1 --topic-arn arn:aws:sns:us-east-1:111122223333:hardbook-security --query Attributes.TopicArn --output text
if test -n "$already"; then
printf '%s\n' 'Stopped, nothing was changed: there is no topic hardbook-security. Do the step security-topic first.' >&2
exit 1
fi
regions=us-east-1
printf '%s\n' "$regions" | tr -s '[:blank:]' '\n' | while read -r region; do
test -n "$region" || continue
aws events put-rule --region "$region" --name hardbook-iam-alert --state ENABLED --description 'Users, roles or permissions were changed' --event-pattern '{"source":["aws.iam"],"detail":{"eventName":[{"prefix":"Add"},{"prefix":"Attach"},{"prefix":"Change"},{"prefix":"Create"},{"prefix":"Deactivate"},{"prefix":"Delete"},{"prefix":"Detach"},{"prefix":"Disable"},{"prefix":"Enable"},{"prefix":"Put"},{"prefix":"Remove"},{"prefix":"Reset"},{"prefix":"Set"},{"prefix":"Update"},{"prefix":"Upload"}],"errorCode":[{"exists":false}]}}' --query RuleArn --output text
case $region in
(us-east-1) targets='[{"Arn":"arn:aws:sns:us-east-1:111122223333:hardbook-security","Id":"hardbook","InputTransformer":{"InputPathsMap":{"event":"$.detail.eventID","from":"$.detail.sourceIPAddress","region":"$.detail.awsRegion","service":"$.detail.eventSource","what":"$.detail.eventName","when":"$.time","who":"$.detail.userIdentity.arn"},"InputTemplate":"\"Users, roles or permissions were changed in AWS account 111122223333\"\n\"When: <when>\"\n\"What: <what>\"\n\"Service: <service>\"\n\"Region: <region>\"\n\"Who: <who>\"\n\"From: <from>\"\n\"Event: <event>\""}}]' ;;
(*) targets='[{"Arn":"arn:aws:events:us-east-1:111122223333:event-bus/default","Id":"hardbook","RoleArn":"arn:aws:iam::111122223333:role/hardbook-alerts"}]' ;;
esac
refused=$(aws events put-targets --region "$region" --rule hardbook-iam-alert --targets "$targets" --query FailedEntryCount --output text)
case $refused in
(0) ;;
(*) printf 'Stopped: AWS did not take the target of the rule in %s\n' "$region" >&2; exit 1 ;;
esac
done
printf '%s\n' 'Finished: iam-alert'
)
