(
set -eu +C
export AWS_AUTH_SCHEME_PREFERENCE=sigv4 AWS_PAGER='' AWS_CLI_AUTO_PROMPT=off AWS_CLI_ERROR_FORMAT=legacy AWS_CLI_FILE_ENCODING=UTF-8 AWS_CLI_HISTORY_FILE=/dev/null AWS_CLI_OUTPUT_ENCODING=UTF-8 AWS_DEFAULT_OUTPUT=json AWS_USE_DUALSTACK_ENDPOINT=false AWS_USE_FIPS_ENDPOINT=false
me=$(aws sts get-caller-identity --query "join(' ', [Account, Arn])" --output text)
case $me in (111122223333' '*) ;; (*) printf '%s %s\n' 'Stopped, nothing was changed: this book is for account 111122223333. You are signed in to' "$me" >&2; exit 1 ;; esac
case $me in (*' 'arn:aws:sts::111122223333:assumed-role/hardbook-operator/*) ;; (*) printf '%s %s\n' 'Note: this step is written for the operator role. You are' "$me" >&2 ;; esac
regions=$(aws ec2 describe-regions --region us-east-1 --query 'Regions[?OptInStatus!='\''not-opted-in'\''].RegionName' --output text)
printf '%s\n' "$regions" | tr -s '[:blank:]' '\n' | while read -r region; do
test -n "$region" || continue
aws events put-rule --region "$region" --name hardbook-trail-alert --state ENABLED --description 'What watches the account was changed or switched off' --event-pattern '{"source":["aws.cloudtrail","aws.config","aws.events","aws.guardduty"],"detail":{"eventName":["DeleteTrail","PutEventSelectors","StopLogging","UpdateTrail","DeleteConfigurationRecorder","DeleteDeliveryChannel","StopConfigurationRecorder","DeleteRule","DisableRule","RemoveTargets","DeleteDetector","UpdateDetector"]}}' --query RuleArn --output text
case $region in
(us-east-1) targets='[{"Arn":"arn:aws:sns:us-east-1:111122223333:hardbook-security","Id":"hardbook","InputTransformer":{"InputPathsMap":{"event":"$.detail.eventID","from":"$.detail.sourceIPAddress","region":"$.detail.awsRegion","service":"$.detail.eventSource","what":"$.detail.eventName","when":"$.time","who":"$.detail.userIdentity.arn"},"InputTemplate":"\"What watches the account was changed or switched off in AWS account 111122223333\"\n\"When: <when>\"\n\"What: <what>\"\n\"Service: <service>\"\n\"Region: <region>\"\n\"Who: <who>\"\n\"From: <from>\"\n\"Event: <event>\""}}]' ;;
(*) targets='[{"Arn":"arn:aws:events:us-east-1:111122223333:event-bus/default","Id":"hardbook","RoleArn":"arn:aws:iam::111122223333:role/hardbook-alerts"}]' ;;
esac
refused=$(aws events put-targets --region "$region" --rule hardbook-trail-alert --targets "$targets" --query FailedEntryCount --output text)
case $refused in
(0) ;;
(*) printf 'Stopped: AWS did not take the target of the rule in %s\n' "$region" >&2; exit 1 ;;
esac
done
printf '%s\n' 'Finished: trail-alert'
)
