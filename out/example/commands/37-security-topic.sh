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
topic=arn:aws:sns:us-east-1:111122223333:hardbook-security
ours='{"Version":"2012-10-17","Statement":[{"Sid":"OnlyWithTLS","Effect":"Deny","Principal":{"AWS":"*"},"Action":["sns:AddPermission","sns:DeleteTopic","sns:GetTopicAttributes","sns:ListSubscriptionsByTopic","sns:Publish","sns:RemovePermission","sns:SetTopicAttributes","sns:Subscribe"],"Resource":"arn:aws:sns:us-east-1:111122223333:hardbook-security","Condition":{"Bool":{"aws:SecureTransport":"false"}}},{"Sid":"TheAccountItself","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":["sns:DeleteTopic","sns:GetTopicAttributes","sns:ListSubscriptionsByTopic","sns:Publish","sns:SetTopicAttributes","sns:Subscribe"],"Resource":"arn:aws:sns:us-east-1:111122223333:hardbook-security"},{"Sid":"EventsWithoutCondition","Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sns:Publish","Resource":"arn:aws:sns:us-east-1:111122223333:hardbook-security"},{"Sid":"AlarmsOfThisAccount","Effect":"Allow","Principal":{"Service":"cloudwatch.amazonaws.com"},"Action":"sns:Publish","Resource":"arn:aws:sns:us-east-1:111122223333:hardbook-security","Condition":{"StringEquals":{"aws:SourceAccount":"111122223333"}}}]}'
has='{"Statement":[]}'
ok_if NotFound aws sns get-topic-attributes --region us-east-1 --topic-arn "$topic" >/dev/null
if test -z "$already"; then
key=$(aws sns get-topic-attributes --region us-east-1 --topic-arn "$topic" --query Attributes.KmsMasterKeyId --output text)
case $key in
(''|None) ;;
(*) printf '%s %s\n' 'Stopped, nothing was changed: the topic is encrypted with a key that may keep AWS out. Switch its encryption off in the console, and paste the block again. The key is' "$key" >&2; exit 1 ;;
esac
has=$(aws sns get-topic-attributes --region us-east-1 --topic-arn "$topic" --query Attributes.Policy --output text)
found=$(printf '%s\n' "$has" | jq -r --argjson ours "$ours" 'def meets($glob): test("^" + ($glob | gsub("\\*"; ".*") | gsub("\\?"; ".")) + "$"; "i"); [.Statement | if type == "array" then .[] else . end | select(.Sid as $sid | any($ours.Statement[]; .Sid == $sid) | not) | select(.Effect == "Deny") | select(.NotPrincipal or .Principal == "*" or .Principal.Service or ([.Principal.AWS?] | flatten | index("*"))) | select([.Condition.Bool, .Condition.BoolIfExists | objects | keys[] | ascii_downcase] | any(. == "aws:securetransport" or . == "aws:principalisawsservice") | not) | . as $s | select(any(["sns:Publish arn:aws:sns:us-east-1:111122223333:hardbook-security"][] | split(" "); . as [$action, $resource] | any([$s.Action // "*"] | flatten[]; . as $glob | $action | meets($glob)) and any([$s.Resource // "*"] | flatten[]; . as $glob | $resource | meets($glob)))) | .Sid // "without a Sid"] | join(" ")')
if test -n "$found"; then
printf '%s %s\n' 'Stopped, nothing was changed: statements of the topic'\''s policy may keep AWS from writing to it. Take them away in the console, and paste the block again:' "$found" >&2
exit 1
fi
fi
merged=$(printf '%s\n' "$has" | jq -c --argjson ours "$ours" '.Version = $ours.Version | .Statement = [.Statement | if type == "array" then .[] else . end | select(.Sid as $sid | any($ours.Statement[]; .Sid == $sid) | not) | select(.Sid == "__default_statement_ID" | not)] + $ours.Statement')
aws sns create-topic --region us-east-1 --name hardbook-security --query TopicArn --output text
aws sns set-topic-attributes --region us-east-1 --topic-arn "$topic" --attribute-name Policy --attribute-value "$merged"
for address in you@example.com; do
made=$(aws sns subscribe --region us-east-1 --topic-arn "$topic" --protocol email --notification-endpoint "$address" --query SubscriptionArn --output text)
printf '%s\n' "$made"
case $made in
(arn:*) filter=$(aws sns get-subscription-attributes --region us-east-1 --subscription-arn "$made" --query Attributes.FilterPolicy --output text) ;;
(*) filter=None ;;
esac
case $filter in
(''|None|'{}') ;;
(*)
aws sns set-subscription-attributes --region us-east-1 --subscription-arn "$made" --attribute-name FilterPolicy --attribute-value '{}'
printf '%s %s\n' 'Taken from the subscription: the filter' "$filter" ;;
esac
done
printf '%s\n' 'Finished: security-topic'
)
