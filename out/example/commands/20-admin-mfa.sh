(
set -eu +C
export AWS_AUTH_SCHEME_PREFERENCE=sigv4 AWS_PAGER='' AWS_CLI_AUTO_PROMPT=off AWS_CLI_ERROR_FORMAT=legacy AWS_CLI_FILE_ENCODING=UTF-8 AWS_CLI_HISTORY_FILE=/ AWS_CLI_OUTPUT_ENCODING=UTF-8 AWS_DEFAULT_OUTPUT=json AWS_USE_DUALSTACK_ENDPOINT=false AWS_USE_FIPS_ENDPOINT=false
me=$(aws sts get-caller-identity --query "join(' ', [Account, Arn])" --output text)
case $me in (111122223333' '*) ;; (*) printf '%s %s\n' 'Stopped, nothing was changed: this book is for account 111122223333. You are signed in to' "$me" >&2; exit 1 ;; esac
case $me in (*' 'arn:aws:iam::111122223333:user/iam-admin) ;; (*) printf '%s %s\n' 'Note: this step is written for iam-admin. You are' "$me" >&2 ;; esac
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
umask 077
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM
serial=arn:aws:iam::111122223333:mfa/iam-admin
devices=$(aws iam list-mfa-devices --user-name iam-admin --query 'MFADevices[].SerialNumber' --output text)
if test -n "$devices"; then
printf '%s\n' "There is an MFA device already: $devices"
else
ok_if NoSuchEntity aws iam delete-virtual-mfa-device --serial-number "$serial"
aws iam create-virtual-mfa-device --virtual-mfa-device-name iam-admin --bootstrap-method Base32StringSeed --outfile "$dir/seed" --output text
printf '\n%s\n' 'Open Microsoft Authenticator, add an account, choose to type a key, and type this one:'
cat "$dir/seed"
rm -f "$dir/seed"
printf '\n\n%s\n' 'Then type the code that the app shows:'
read -r code1
printf '%s\n' 'Wait for the next code, and type it:'
read -r code2
aws iam enable-mfa-device --user-name iam-admin --serial-number "$serial" --authentication-code1 "$code1" --authentication-code2 "$code2"
fi
printf '%s\n' 'Finished: admin-mfa'
)
