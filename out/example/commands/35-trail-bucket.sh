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
owner=111122223333
bucket=hardbook-trail-111122223333
ours='{"Version":"2012-10-17","Statement":[{"Sid":"OnlyWithTLS","Effect":"Deny","Principal":{"AWS":"*"},"Action":"s3:*","Resource":["arn:aws:s3:::hardbook-trail-111122223333","arn:aws:s3:::hardbook-trail-111122223333/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}},{"Sid":"AWSCloudTrailAclCheck","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::hardbook-trail-111122223333","Condition":{"StringEquals":{"aws:SourceArn":"arn:aws:cloudtrail:us-east-1:111122223333:trail/hardbook-trail"}}},{"Sid":"AWSCloudTrailWrite","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::hardbook-trail-111122223333/AWSLogs/111122223333/*","Condition":{"StringEquals":{"aws:SourceArn":"arn:aws:cloudtrail:us-east-1:111122223333:trail/hardbook-trail","s3:x-amz-acl":"bucket-owner-full-control"}}}]}'
has='{"Statement":[]}'
rules='{"Rules":[]}'
ok_if NoSuchBucket aws s3api get-bucket-versioning --region us-east-1 --bucket "$bucket" --expected-bucket-owner "$owner" >/dev/null
new=$already
if test -z "$new"; then
ok_if NoSuchBucketPolicy aws s3api get-bucket-policy --region us-east-1 --bucket "$bucket" --expected-bucket-owner "$owner" >/dev/null
if test -z "$already"; then
has=$(aws s3api get-bucket-policy --region us-east-1 --bucket "$bucket" --expected-bucket-owner "$owner" --query Policy --output text)
fi
ok_if NoSuchLifecycleConfiguration aws s3api get-bucket-lifecycle-configuration --region us-east-1 --bucket "$bucket" --expected-bucket-owner "$owner" >/dev/null
if test -z "$already"; then
rules=$(aws s3api get-bucket-lifecycle-configuration --region us-east-1 --bucket "$bucket" --expected-bucket-owner "$owner" --output json)
fi
found=$(printf '%s\n' "$has" | jq -r --argjson ours "$ours" 'def meets($glob): test("^" + ($glob | gsub("\\*"; ".*") | gsub("\\?"; ".")) + "$"; "i"); [.Statement | if type == "array" then .[] else . end | select(.Sid as $sid | any($ours.Statement[]; .Sid == $sid) | not) | select(.Effect == "Deny") | select(.NotPrincipal or .Principal == "*" or .Principal.Service or ([.Principal.AWS?] | flatten | index("*"))) | select([.Condition.Bool, .Condition.BoolIfExists | objects | keys[] | ascii_downcase] | any(. == "aws:securetransport" or . == "aws:principalisawsservice") | not) | . as $s | select(any(["s3:PutObject arn:aws:s3:::hardbook-trail-111122223333/AWSLogs/111122223333/CloudTrail/x", "s3:GetBucketAcl arn:aws:s3:::hardbook-trail-111122223333"][] | split(" "); . as [$action, $resource] | any([$s.Action // "*"] | flatten[]; . as $glob | $action | meets($glob)) and any([$s.Resource // "*"] | flatten[]; . as $glob | $resource | meets($glob)))) | .Sid // "without a Sid"] | join(" ")')
if test -n "$found"; then
printf '%s %s\n' 'Stopped, nothing was changed: statements of the bucket'\''s policy may keep AWS from writing to it. Take them away in the console, and paste the block again:' "$found" >&2
exit 1
fi
found=$(printf '%s\n' "$has" | jq -r --argjson ours "$ours" --arg id "$owner" '[.Statement | if type == "array" then .[] else . end | select(.Sid as $sid | any($ours.Statement[]; .Sid == $sid) | not) | select(.Effect == "Allow") | . as $s | select(any(.Principal | if type == "object" then to_entries[] | .key as $kind | [.value] | flatten[] | $kind + ":" + . else tostring end; (startswith("AWS:arn:aws:iam::" + $id + ":") or . == "AWS:" + $id or (startswith("Service:") and ($s.Condition | tostring | contains($id)))) | not)) | .Sid // "without a Sid"] | join(" ")')
if test -n "$found"; then
printf '%s %s\n' 'Stopped, nothing was changed: statements of the bucket'\''s policy let others in. Take them away in the console, and paste the block again:' "$found" >&2
exit 1
fi
found=$(printf '%s\n' "$rules" | jq -r --argjson days 365 --arg root AWSLogs/111122223333/CloudTrail '[.Rules[] | select(.ID == "hardbook-trail-retention" | not) | select(.Status == "Enabled") | select(.Expiration.Date or (.Expiration.Days // $days) < $days or (.NoncurrentVersionExpiration.NoncurrentDays // 30) < 30) | select(.Filter.Tag or .Filter.And.Tags | not) | (.Prefix // .Filter.Prefix // .Filter.And.Prefix // "") as $p | select(($root | startswith($p)) or ($p | startswith($root))) | .ID // "without an ID"] | join(" ")')
if test -n "$found"; then
printf '%s %s\n' 'Stopped, nothing was changed: rules of the bucket let logs go too early. Take them away in the console, and paste the block again:' "$found" >&2
exit 1
fi
else
aws s3api create-bucket --region us-east-1 --bucket "$bucket"
fi
ok_if AccessControlListNotSupported aws s3api put-bucket-acl --region us-east-1 --bucket "$bucket" --expected-bucket-owner "$owner" --acl private
aws s3api put-public-access-block --region us-east-1 --bucket "$bucket" --expected-bucket-owner "$owner" --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true
aws s3api put-bucket-versioning --region us-east-1 --bucket "$bucket" --expected-bucket-owner "$owner" --versioning-configuration Status=Enabled
merged=$(printf '%s\n' "$rules" | jq -c --argjson days 365 '{Rules: ([.Rules[] | select(.ID == "hardbook-trail-retention" | not) | if has("Prefix") then .Filter = {Prefix: .Prefix} | del(.Prefix) else . end] + [{ID: "hardbook-trail-retention", Status: "Enabled", Filter: {Prefix: ""}, Expiration: {Days: $days}, NoncurrentVersionExpiration: {NoncurrentDays: 30}}])}')
aws s3api put-bucket-lifecycle-configuration --region us-east-1 --bucket "$bucket" --expected-bucket-owner "$owner" --lifecycle-configuration "$merged"
merged=$(printf '%s\n' "$has" | jq -c --argjson ours "$ours" '.Version = $ours.Version | .Statement = [.Statement | if type == "array" then .[] else . end | select(.Sid as $sid | any($ours.Statement[]; .Sid == $sid) | not)] + $ours.Statement')
aws s3api put-bucket-policy --region us-east-1 --bucket "$bucket" --expected-bucket-owner "$owner" --policy "$merged"
ok_if ServerSideEncryptionConfigurationNotFoundError aws s3api get-bucket-encryption --region us-east-1 --bucket "$bucket" --expected-bucket-owner "$owner"
if test -n "$already"; then
aws s3api put-bucket-encryption --region us-east-1 --bucket "$bucket" --expected-bucket-owner "$owner" --server-side-encryption-configuration 'Rules=[{ApplyServerSideEncryptionByDefault={SSEAlgorithm=AES256}}]'
fi
printf '%s\n' 'Finished: trail-bucket'
)
