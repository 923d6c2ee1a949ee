(
set -eu +C
export AWS_AUTH_SCHEME_PREFERENCE=sigv4 AWS_PAGER='' AWS_CLI_AUTO_PROMPT=off AWS_CLI_ERROR_FORMAT=legacy AWS_CLI_FILE_ENCODING=UTF-8 AWS_CLI_HISTORY_FILE=/ AWS_CLI_OUTPUT_ENCODING=UTF-8 AWS_DEFAULT_OUTPUT=json AWS_USE_DUALSTACK_ENDPOINT=false AWS_USE_FIPS_ENDPOINT=false
me=$(aws sts get-caller-identity --query "join(' ', [Account, Arn])" --output text)
case $me in (111122223333' '*) ;; (*) printf '%s %s\n' 'Stopped, nothing was changed: this book is for account 111122223333. You are signed in to' "$me" >&2; exit 1 ;; esac
case $me in (*' 'arn:aws:iam::111122223333:root) ;; (*) printf '%s %s\n' 'Note: this step is written for the root user. You are' "$me" >&2 ;; esac
if test -z "$(command -v jq)"; then
printf '%s\n' 'Stopped, nothing was changed: this block needs jq. Use CloudShell, which has it, or install jq.' >&2
exit 1
fi
has=$(aws ce get-anomaly-monitors --region us-east-1 --output json)
monitor=$(printf '%s\n' "$has" | jq -r 'first(.AnomalyMonitors[] | select(.MonitorType == "DIMENSIONAL" and .MonitorDimension == "SERVICE") | .MonitorArn) // ""')
if test -z "$monitor"; then
monitor=$(aws ce create-anomaly-monitor --region us-east-1 --anomaly-monitor '{"MonitorName": "hardbook-services", "MonitorType": "DIMENSIONAL", "MonitorDimension": "SERVICE"}' --query MonitorArn --output text)
fi
has=$(aws ce get-anomaly-subscriptions --region us-east-1 --output json)
wanted=$(printf '%s\n' "$has" | jq -c --arg monitor "$monitor" --arg least 10 --argjson addresses '["you@example.com"]' '(first(.AnomalySubscriptions[] | select(.SubscriptionName == "hardbook-anomalies")) // {}) as $has | ($has.Subscribers // [] | map({Type, Address})) as $there | {SubscriptionName: "hardbook-anomalies", Frequency: "DAILY", MonitorArnList: ($has.MonitorArnList // [] | . + [$monitor] | unique), Subscribers: ($there + [$addresses[] | select(. as $one | any($there[]; (.Address | ascii_downcase) == ($one | ascii_downcase)) | not) | {Type: "EMAIL", Address: .}]), ThresholdExpression: {Dimensions: {Key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE", MatchOptions: ["GREATER_THAN_OR_EQUAL"], Values: [$least]}}} + ($has | with_entries(select(.key == "SubscriptionArn")))')
there=$(printf '%s\n' "$wanted" | jq -r '.SubscriptionArn // ""')
if test -z "$there"; then
aws ce create-anomaly-subscription --region us-east-1 --anomaly-subscription "$wanted" --query SubscriptionArn --output text
else
aws ce update-anomaly-subscription --region us-east-1 --cli-input-json "$wanted" --query SubscriptionArn --output text
fi
printf '%s\n' "$monitor"
printf '%s\n' 'Finished: cost-anomalies'
)
