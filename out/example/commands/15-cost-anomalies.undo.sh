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
if test -z "$(command -v jq)"; then
printf '%s\n' 'Stopped, nothing was changed: this block needs jq. Use CloudShell, which has it, or install jq.' >&2
exit 1
fi
has=$(aws ce get-anomaly-subscriptions --region us-east-1 --output json)
ours=$(printf '%s\n' "$has" | jq -r 'first(.AnomalySubscriptions[] | select(.SubscriptionName == "hardbook-anomalies") | .SubscriptionArn) // ""')
if test -n "$ours"; then
ok_if UnknownSubscriptionException aws ce delete-anomaly-subscription --region us-east-1 --subscription-arn "$ours"
fi
monitors=$(aws ce get-anomaly-monitors --region us-east-1 --output json)
monitor=$(printf '%s\n' "$monitors" | jq -r --argjson has "$has" 'first(.AnomalyMonitors[] | select(.MonitorName == "hardbook-services") | .MonitorArn | select(. as $one | any($has.AnomalySubscriptions[]; .SubscriptionName != "hardbook-anomalies" and any(.MonitorArnList[]; . == $one)) | not)) // ""')
if test -n "$monitor"; then
ok_if UnknownMonitorException aws ce delete-anomaly-monitor --region us-east-1 --monitor-arn "$monitor"
fi
printf '%s\n' 'Finished: cost-anomalies'
)
