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
if test -z "$(command -v jq)"; then
printf '%s\n' 'Stopped, nothing was changed: this block needs jq. Use CloudShell, which has it, or install jq.' >&2
exit 1
fi
bucket=hardbook-trail-111122223333
ok_if TrailNotFoundException aws cloudtrail get-trail --region us-east-1 --name hardbook-trail --query Trail.S3KeyPrefix --output text
if test -n "$already"; then
aws cloudtrail create-trail --region us-east-1 --name hardbook-trail --s3-bucket-name "$bucket" --is-multi-region-trail --include-global-service-events --enable-log-file-validation
has=$(aws cloudtrail get-event-selectors --region us-east-1 --trail-name hardbook-trail --output json)
else
case $answer in
(''|None) ;;
(*) printf '%s %s\n' 'Stopped, nothing was changed: the bucket does not let the trail write below a prefix. Take the prefix away in the console, and paste the block again:' "$answer" >&2; exit 1 ;;
esac
has=$(aws cloudtrail get-event-selectors --region us-east-1 --trail-name hardbook-trail --output json)
full=$(printf '%s\n' "$has" | jq -r '.EventSelectors // [] | select(length > 4) | map(.ReadWriteType == "All") | index(true) | select(. == null) | "full"')
if test -n "$full"; then
printf '%s\n' 'Stopped, nothing was changed: the trail has five rules, as many as AWS takes. Put two of them together in the console, and paste the block again.' >&2
exit 1
fi
aws cloudtrail update-trail --region us-east-1 --name hardbook-trail --s3-bucket-name "$bucket" --is-multi-region-trail --include-global-service-events --enable-log-file-validation
fi
advanced=$(printf '%s\n' "$has" | jq '.AdvancedEventSelectors // [] | length')
if test "$advanced" -gt 0; then
merged=$(printf '%s\n' "$has" | jq -c '[.AdvancedEventSelectors[] | select(any(.FieldSelectors[]; .Field == "eventCategory" and .Equals == ["Management"]) | not)] + [{Name: "All management events", FieldSelectors: [{Field: "eventCategory", Equals: ["Management"]}]}]')
aws cloudtrail put-event-selectors --region us-east-1 --trail-name hardbook-trail --advanced-event-selectors "$merged"
else
merged=$(printf '%s\n' "$has" | jq -c '(.EventSelectors // []) as $all | ($all | map(.ReadWriteType == "All") | index(true)) as $i | if $i == null then $all + [{ReadWriteType: "All", IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: []}] else $all | .[$i].IncludeManagementEvents = true | .[$i].ExcludeManagementEventSources = [] end')
aws cloudtrail put-event-selectors --region us-east-1 --trail-name hardbook-trail --event-selectors "$merged"
fi
aws cloudtrail start-logging --region us-east-1 --name hardbook-trail
aws cloudtrail get-trail-status --region us-east-1 --name hardbook-trail --query IsLogging --output text
printf '%s\n' 'Finished: audit-trail'
)
