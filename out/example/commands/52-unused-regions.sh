(
set -eu +C
export AWS_AUTH_SCHEME_PREFERENCE=sigv4 AWS_PAGER='' AWS_CLI_AUTO_PROMPT=off AWS_CLI_ERROR_FORMAT=legacy AWS_CLI_FILE_ENCODING=UTF-8 AWS_CLI_HISTORY_FILE=/ AWS_CLI_OUTPUT_ENCODING=UTF-8 AWS_DEFAULT_OUTPUT=json AWS_USE_DUALSTACK_ENDPOINT=false AWS_USE_FIPS_ENDPOINT=false
me=$(aws sts get-caller-identity --query "join(' ', [Account, Arn])" --output text)
case $me in (111122223333' '*) ;; (*) printf '%s %s\n' 'Stopped, nothing was changed: this book is for account 111122223333. You are signed in to' "$me" >&2; exit 1 ;; esac
case $me in (*' 'arn:aws:sts::111122223333:assumed-role/hardbook-operator/*) ;; (*) printf '%s %s\n' 'Note: this step is written for the operator role. You are' "$me" >&2 ;; esac
form=$(aws account disable-region --generate-cli-skeleton 2>/dev/null; :)
test -n "$form" || { printf '%s\n' 'Stopped, nothing was changed: this block needs a newer aws: 2.36 or, of version 1, 1.46. CloudShell has it. Yours does not accept: account disable-region' >&2; exit 1; }
form=$(aws account list-regions --generate-cli-skeleton 2>/dev/null; :)
test -n "$form" || { printf '%s\n' 'Stopped, nothing was changed: this block needs a newer aws: 2.36 or, of version 1, 1.46. CloudShell has it. Yours does not accept: account list-regions' >&2; exit 1; }
regions=$(aws ec2 describe-regions --region us-east-1 --query 'Regions[?OptInStatus!='\''not-opted-in'\''].RegionName' --output text)
keep=$(printf ' %s ' "$regions" | tr -s '[:space:]' ' ')
listed=$(aws account list-regions --region us-east-1 --region-opt-status-contains ENABLED --query 'Regions[].RegionName' --output text)
buckets=$(aws s3api list-buckets --region us-east-1 --query 'Buckets[].Name' --output text)
places=$(
set -e
printf '%s\n' "$buckets" | tr -s '[:blank:]' '\n' | while read -r bucket; do
test -n "$bucket" || continue
place=$(aws s3api get-bucket-location --region us-east-1 --bucket "$bucket" --query LocationConstraint --output text)
printf '%s=%s\n' "$bucket" "$place"
done
)
test -n "$listed" || printf '%s\n' 'No Region is on that can be switched off.'
printf '%s\n' "$listed" | tr -s '[:blank:]' '\n' | while read -r region; do
test -n "$region" || continue
case $keep in
(*" $region "*) continue ;;
esac
marked=$(aws resourcegroupstaggingapi get-resources --region "$region" --query 'ResourceTagMappingList[].ResourceARN' --output text)
cards=$(aws ec2 describe-network-interfaces --region "$region" --query 'NetworkInterfaces[].NetworkInterfaceId' --output text)
disks=$(aws ec2 describe-volumes --region "$region" --query 'Volumes[].VolumeId' --output text)
copies=$(aws ec2 describe-snapshots --region "$region" --owner-ids self --query 'Snapshots[].SnapshotId' --output text)
fixed=$(aws ec2 describe-addresses --region "$region" --query 'Addresses[].PublicIp' --output text)
tables=$(aws dynamodb list-tables --region "$region" --query 'TableNames[]' --output text)
lambdas=$(aws lambda list-functions --region "$region" --query 'Functions[].FunctionName' --output text)
stores=$(printf '%s\n' "$places" | sed -n "s/=$region\$//p")
found=$(printf '%s ' "$marked" "$cards" "$disks" "$copies" "$fixed" "$tables" "$lambdas" "$stores" | tr -s '[:space:]' ' ' | sed 's/^ //')
case $found in
(*[A-Za-z0-9]*)
printf '%s %s\n' "$region" "stays on: in it there is $found"
continue ;;
esac
aws account disable-region --region us-east-1 --region-name "$region"
printf '%s %s\n' "$region" 'is being switched off'
done
printf '%s\n' 'Finished: unused-regions'
)
