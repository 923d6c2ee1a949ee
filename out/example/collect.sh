#!/usr/bin/env bash
# hardbook: collect evidence about one AWS account.
#
# It only reads. Every aws command below is a get, list or describe call, or
# asks AWS to make its own report (generate-credential-report). Nothing is
# changed, nothing is sent anywhere: the answers stay in a new folder here.
# They hold names, e-mail addresses, policies and sign-in dates, but no
# passwords and no keys.
#
# Run it where you are signed in to AWS, for example in CloudShell:
#   bash collect.sh [FOLDER]
# Then take the folder to your computer and run:
#   hardbook verify --evidence FOLDER

set -u
umask 077
export AWS_AUTH_SCHEME_PREFERENCE=sigv4 AWS_PAGER='' AWS_CLI_AUTO_PROMPT=off AWS_CLI_ERROR_FORMAT=legacy AWS_CLI_FILE_ENCODING=UTF-8 AWS_CLI_HISTORY_FILE=/ AWS_CLI_OUTPUT_ENCODING=UTF-8 AWS_DEFAULT_OUTPUT=json AWS_USE_DUALSTACK_ENDPOINT=false AWS_USE_FIPS_ENDPOINT=false
account=111122223333

me=$(aws sts get-caller-identity --query "join(' ', [Account, Arn])" --output text) || exit 1
case $me in
("$account "*) ;;
(*) printf 'Stopped: this script is for account %s. You are signed in to %s\n' "$account" "$me" >&2; exit 64 ;;
esac

now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
dir=${1:-hardbook-evidence-$account-$(date -u +%Y%m%dT%H%M%SZ)}
case $dir in
(-*) printf 'Use: bash collect.sh [FOLDER]\n' >&2; exit 64 ;;
esac
dir=${dir%/}
if [ -e "$dir.zip" ] || [ -L "$dir.zip" ]; then
  printf 'Stopped: %s.zip is there already, and zip would add these answers to it. Name another folder\n' "$dir" >&2
  exit 1
fi
mkdir "$dir" || exit 1
# Without them only what is asked in every Region is left out.
regions="$(aws ec2 describe-regions --region us-east-1 --query 'Regions[?OptInStatus!='\''not-opted-in'\''].RegionName' --output text)" || regions=

# is_region NAME: whether it can name a Region. An answer names some, and each
# becomes a folder: a path is not followed.
is_region() {
  case $1 in
  (''|-*|*[!a-z0-9-]*) printf 'Left out: this names no Region: %s\n' "$(json "$1")" >&2; return 1 ;;
  esac
}

# ask REGION NAME COMMAND...: run one aws command; keep its answer as NAME.json,
# or, when it fails, what it said as NAME.err. A name that is too long for a
# file goes on inside a folder.
ask() {
  local region=$1 name=$2 file="$dir/$1"
  shift 2
  is_region "$region" || return 0
  while [ ${#name} -gt 200 ]; do
    file=$file/${name:0:200}
    name=${name:200}
  done
  mkdir -p "$file"
  file=$file/$name
  printf 'aws %s\n' "$* --region $region"
  if aws "$@" --region "$region" --output json >"$file.json" 2>"$file.err" </dev/null; then
    rm -f "$file.err"
    [ -s "$file.json" ] || printf '{}\n' >"$file.json"  # aws prints nothing for an empty answer
  else
    rm -f "$file.json"
  fi
}

# wait_until CONDITION REGION NAME COMMAND...: ask again until CONDITION (a
# JMESPath) is true, or a minute has passed.
wait_until() {
  local condition=$1 region=$2 name=$3 pause
  shift 3
  is_region "$region" || return 0
  for pause in 1 2 4 8 16 29; do
    [ "$(aws "$@" --region "$region" --query "$condition" --output json 2>/dev/null </dev/null)" = true ] && break
    sleep "$pause"
  done
  ask "$region" "$name" "$@"
}

# items REGION QUERY COMMAND...: print what QUERY (a JMESPath) finds, one a line. An
# address such as file://… is left out: the aws command would read what is there.
items() {
  local region=$1 query=$2
  shift 2
  is_region "$region" || return 0
  aws "$@" --region "$region" --query "$query" --output json 2>/dev/null </dev/null |
    LC_ALL=C sed -e '/^ *".*",\{0,1\}$/!d' -e 's/^ *"\(.*\)",\{0,1\}$/\1/' -e 's/\\\(["\\]\)/\1/g' -e '/^[a-z]*:\/\//d' | LC_ALL=C sort -u
}

# encode TEXT: print TEXT with each byte but letters, digits, - and _ as %XX.
encode() {
  local text=$1 c LC_ALL=C
  while [ -n "$text" ]; do
    c=${text%"${text#?}"}
    text=${text#?}
    case $c in
    ([A-Za-z0-9_-]) printf '%s' "$c" ;;
    (*) printf -v c %d "'$c"; printf '%%%02X' $((c & 255)) ;;
    esac
  done
}

# json TEXT: print TEXT as it stands inside a JSON string.
json() {
  printf '%s' "$1" | head -n 1 | LC_ALL=C tr -d '\000-\037' | LC_ALL=C sed 's/[\\"]/\\&/g'
}

ask us-east-1 iam-get-account-summary iam get-account-summary
ask us-east-1 iam-list-virtual-mfa-devices iam list-virtual-mfa-devices --assignment-status Assigned
wait_until 'State == '\''COMPLETE'\''' us-east-1 iam-generate-credential-report iam generate-credential-report
ask us-east-1 iam-get-credential-report iam get-credential-report
ask us-east-1 account-get-contact-information account get-contact-information
ask us-east-1 account-get-alternate-contact.SECURITY account get-alternate-contact --alternate-contact-type SECURITY
ask us-east-1 account-get-alternate-contact.BILLING account get-alternate-contact --alternate-contact-type BILLING
ask us-east-1 account-get-alternate-contact.OPERATIONS account get-alternate-contact --alternate-contact-type OPERATIONS
ask us-east-1 cloudwatch-describe-alarms cloudwatch describe-alarms
ask us-east-1 cloudwatch-list-metrics cloudwatch list-metrics --metric-name EstimatedCharges --namespace AWS/Billing
ask us-east-1 sns-list-topics sns list-topics
items us-east-1 'Topics[].TopicArn' sns list-topics | while IFS= read -r item1; do
  ask us-east-1 "sns-get-topic-attributes.$(encode "$item1")" sns get-topic-attributes --topic-arn="$item1"
done
items us-east-1 'Topics[].TopicArn' sns list-topics | while IFS= read -r item1; do
  ask us-east-1 "sns-list-subscriptions-by-topic.$(encode "$item1")" sns list-subscriptions-by-topic --topic-arn="$item1"
done
items us-east-1 'Topics[].TopicArn' sns list-topics | while IFS= read -r item1; do
  items us-east-1 'Subscriptions[?starts_with(Protocol, '\''email'\'') && starts_with(SubscriptionArn, '\''arn:'\'')].SubscriptionArn' sns list-subscriptions-by-topic --topic-arn="$item1" | while IFS= read -r item2; do
    ask us-east-1 "sns-get-subscription-attributes.$(encode "$item1").$(encode "$item2")" sns get-subscription-attributes --subscription-arn="$item2"
  done
done
items us-east-1 'Topics[].TopicArn' sns list-topics | while IFS= read -r item1; do
  items us-east-1 '[Attributes.KmsMasterKeyId][?@ && @!='\''alias/aws/sns'\'']' sns get-topic-attributes --topic-arn="$item1" | while IFS= read -r item2; do
    ask us-east-1 "kms-describe-key.$(encode "$item1").$(encode "$item2")" kms describe-key --key-id="$item2"
  done
done
items us-east-1 'Topics[].TopicArn' sns list-topics | while IFS= read -r item1; do
  items us-east-1 '[Attributes.KmsMasterKeyId][?@ && @!='\''alias/aws/sns'\'']' sns get-topic-attributes --topic-arn="$item1" | while IFS= read -r item2; do
    items us-east-1 '[KeyMetadata][?KeyManager=='\''CUSTOMER'\''].Arn' kms describe-key --key-id="$item2" | while IFS= read -r item3; do
      ask us-east-1 "kms-get-key-policy.$(encode "$item1").$(encode "$item2").$(encode "$item3")" kms get-key-policy --key-id="$item3" --policy-name default
    done
  done
done
ask us-east-1 cloudwatch-list-alarm-mute-rules cloudwatch list-alarm-mute-rules
items us-east-1 'AlarmMuteRuleSummaries[?Status!='\''EXPIRED'\''].AlarmMuteRuleArn' cloudwatch list-alarm-mute-rules | while IFS= read -r item1; do
  ask us-east-1 "cloudwatch-get-alarm-mute-rule.$(encode "$item1")" cloudwatch get-alarm-mute-rule --alarm-mute-rule-name="${item1##*:}"
done
ask us-east-1 budgets-describe-budgets budgets describe-budgets --account-id 111122223333 --show-filter-expression
items us-east-1 '[Budgets][].BudgetName' budgets describe-budgets --account-id 111122223333 --show-filter-expression | while IFS= read -r item1; do
  ask us-east-1 "budgets-describe-notifications-for-budget.$(encode "$item1")" budgets describe-notifications-for-budget --account-id 111122223333 --budget-name="$item1"
done
items us-east-1 '[Budgets][].BudgetName' budgets describe-budgets --account-id 111122223333 --show-filter-expression | while IFS= read -r item1; do
  items us-east-1 '[Notifications][?@][].join('\'''\'', ['\''NotificationType='\'', NotificationType, '\'',ComparisonOperator='\'', ComparisonOperator, '\'',Threshold='\'', to_string(not_null(Threshold, length('\'''\''))), '\'',ThresholdType='\'', ThresholdType || '\''PERCENTAGE'\''])' budgets describe-notifications-for-budget --account-id 111122223333 --budget-name="$item1" | while IFS= read -r item2; do
    ask us-east-1 "budgets-describe-subscribers-for-notification.$(encode "$item1").$(encode "$item2")" budgets describe-subscribers-for-notification --account-id 111122223333 --budget-name="$item1" --notification="${item2%%@*}"
  done
done
ask us-east-1 iam-get-user iam get-user --user-name iam-admin
ask us-east-1 iam-get-login-profile iam get-login-profile --user-name iam-admin
ask us-east-1 iam-list-groups-for-user iam list-groups-for-user --user-name iam-admin
ask us-east-1 iam-list-access-keys iam list-access-keys --user-name iam-admin
ask us-east-1 iam-list-service-specific-credentials iam list-service-specific-credentials --all-users
ask us-east-1 iam-list-role-policies.hardbook-verifier iam list-role-policies --role-name hardbook-verifier
items us-east-1 'PolicyNames[]' iam list-role-policies --role-name hardbook-verifier | while IFS= read -r item1; do
  ask us-east-1 "iam-get-role-policy.hardbook-verifier.$(encode "$item1")" iam get-role-policy --policy-name="$item1" --role-name hardbook-verifier
done
ask us-east-1 iam-get-role.hardbook-verifier iam get-role --role-name hardbook-verifier
ask us-east-1 iam-list-attached-role-policies.hardbook-verifier iam list-attached-role-policies --role-name hardbook-verifier
ask us-east-1 iam-list-mfa-devices iam list-mfa-devices --user-name iam-admin
ask us-east-1 iam-get-account-authorization-details iam get-account-authorization-details --filter User Group Role LocalManagedPolicy
ask us-east-1 iam-get-account-password-policy iam get-account-password-policy
ask us-east-1 iam-list-account-aliases iam list-account-aliases
ask us-east-1 iam-list-entities-for-policy.arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FAWSSupportAccess iam list-entities-for-policy --policy-arn arn:aws:iam::aws:policy/AWSSupportAccess --policy-usage-filter PermissionsPolicy
ask us-east-1 iam-list-role-policies.hardbook-operator iam list-role-policies --role-name hardbook-operator
items us-east-1 'PolicyNames[]' iam list-role-policies --role-name hardbook-operator | while IFS= read -r item1; do
  ask us-east-1 "iam-get-role-policy.hardbook-operator.$(encode "$item1")" iam get-role-policy --policy-name="$item1" --role-name hardbook-operator
done
ask us-east-1 iam-get-role.hardbook-operator iam get-role --role-name hardbook-operator
ask us-east-1 iam-list-attached-role-policies.hardbook-operator iam list-attached-role-policies --role-name hardbook-operator
ask us-east-1 cloudtrail-describe-trails cloudtrail describe-trails
{ printf '%s\n' hardbook-trail-111122223333; items us-east-1 'trailList[?to_string(IsOrganizationTrail)=='\''false'\''].S3BucketName' cloudtrail describe-trails; } | LC_ALL=C sort -u | while IFS= read -r item1; do
  ask us-east-1 "s3api-get-public-access-block.$(encode "$item1")" s3api get-public-access-block --bucket="$item1" --expected-bucket-owner 111122223333
done
{ printf '%s\n' hardbook-trail-111122223333; items us-east-1 'trailList[?to_string(IsOrganizationTrail)=='\''false'\''].S3BucketName' cloudtrail describe-trails; } | LC_ALL=C sort -u | while IFS= read -r item1; do
  ask us-east-1 "s3api-get-bucket-versioning.$(encode "$item1")" s3api get-bucket-versioning --bucket="$item1" --expected-bucket-owner 111122223333
done
{ printf '%s\n' hardbook-trail-111122223333; items us-east-1 'trailList[?to_string(IsOrganizationTrail)=='\''false'\''].S3BucketName' cloudtrail describe-trails; } | LC_ALL=C sort -u | while IFS= read -r item1; do
  ask us-east-1 "s3api-get-bucket-encryption.$(encode "$item1")" s3api get-bucket-encryption --bucket="$item1" --expected-bucket-owner 111122223333
done
{ printf '%s\n' hardbook-trail-111122223333; items us-east-1 'trailList[?to_string(IsOrganizationTrail)=='\''false'\''].S3BucketName' cloudtrail describe-trails; } | LC_ALL=C sort -u | while IFS= read -r item1; do
  ask us-east-1 "s3api-get-bucket-policy.$(encode "$item1")" s3api get-bucket-policy --bucket="$item1" --expected-bucket-owner 111122223333
done
{ printf '%s\n' hardbook-trail-111122223333; items us-east-1 'trailList[?to_string(IsOrganizationTrail)=='\''false'\''].S3BucketName' cloudtrail describe-trails; } | LC_ALL=C sort -u | while IFS= read -r item1; do
  ask us-east-1 "s3api-get-bucket-lifecycle-configuration.$(encode "$item1")" s3api get-bucket-lifecycle-configuration --bucket="$item1" --expected-bucket-owner 111122223333
done
{ printf '%s\n' hardbook-trail-111122223333; items us-east-1 'trailList[?to_string(IsOrganizationTrail)=='\''false'\''].S3BucketName' cloudtrail describe-trails; } | LC_ALL=C sort -u | while IFS= read -r item1; do
  ask us-east-1 "s3api-get-bucket-acl.$(encode "$item1")" s3api get-bucket-acl --bucket="$item1" --expected-bucket-owner 111122223333
done
items us-east-1 'trailList[].TrailARN' cloudtrail describe-trails | while IFS= read -r item1; do
  ask "$(printf '%s' "$item1" | cut -d: -f4)" "cloudtrail-get-trail-status.$(encode "$item1")" cloudtrail get-trail-status --name="$item1"
done
items us-east-1 'trailList[].TrailARN' cloudtrail describe-trails | while IFS= read -r item1; do
  ask "$(printf '%s' "$item1" | cut -d: -f4)" "cloudtrail-get-event-selectors.$(encode "$item1")" cloudtrail get-event-selectors --trail-name="$item1"
done
ask us-east-1 ec2-describe-regions ec2 describe-regions
for region in $regions; do
  ask "$region" events-list-rules events list-rules
done
for region in $regions; do
  items "$region" 'Rules[].Name' events list-rules | while IFS= read -r item1; do
    ask "$region" "events-list-targets-by-rule.$(encode "$item1")" events list-targets-by-rule --rule="$item1"
  done
done
for region in $regions; do
  ask "$region" accessanalyzer-list-analyzers accessanalyzer list-analyzers
done
ask us-east-1 s3control-get-public-access-block s3control get-public-access-block --account-id 111122223333
for region in $regions; do
  ask "$region" ec2-get-ebs-encryption-by-default ec2 get-ebs-encryption-by-default
done
for region in $regions; do
  ask "$region" ec2-get-snapshot-block-public-access-state ec2 get-snapshot-block-public-access-state
done
for region in $regions; do
  ask "$region" ec2-get-image-block-public-access-state ec2 get-image-block-public-access-state
done
for region in $regions; do
  ask "$region" ec2-get-instance-metadata-defaults ec2 get-instance-metadata-defaults
done
for region in $regions; do
  ask "$region" ssm-get-service-setting ssm get-service-setting --setting-id /ssm/documents/console/public-sharing-permission
done
for region in $regions; do
  ask "$region" ec2-describe-vpcs ec2 describe-vpcs
done
for region in $regions; do
  items "$region" 'Vpcs[?IsDefault].VpcId' ec2 describe-vpcs | while IFS= read -r item1; do
    ask "$region" "ec2-describe-network-interfaces.$(encode "$item1")" ec2 describe-network-interfaces --filters Name=vpc-id,Values="${item1%%@*}"
  done
done
for region in $regions; do
  ask "$region" ec2-describe-security-groups.default ec2 describe-security-groups --filters Name=group-name,Values=default
done
for region in $regions; do
  items "$region" 'SecurityGroups[].GroupId' ec2 describe-security-groups --filters Name=group-name,Values=default | while IFS= read -r item1; do
    ask "$region" "ec2-describe-network-interfaces.default.$(encode "$item1")" ec2 describe-network-interfaces --filters Name=group-id,Values="${item1%%@*}"
  done
done

printf '{"schema":"hardbook/evidence/v1","account":"%s","identity":"%s","collectedAt":"%s","aws":"%s"}\n' \
  "$account" "$(json "${me#* }")" "$now" "$(json "$(aws --version 2>&1)")" >"$dir/manifest.json"
printf '\nThe answers are in %s\n' "$dir"
missing=$(find "$dir" -name '*.err' -exec grep -lE 'Invalid choice|invalid choice|Unknown options' {} + | LC_ALL=C sort)
if [ -n "$missing" ]; then
  printf 'This aws is too old for some questions. CloudShell has a newer one. These answers are missing:\n%s\n' "$missing"
fi
if command -v zip >/dev/null; then
  zip -qr "$dir.zip" "$dir" && printf 'and, to download in one piece, in %s.zip\n' "$dir"
fi
