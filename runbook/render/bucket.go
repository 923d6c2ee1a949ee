package render

import (
	"fmt"
	"slices"
	"text/template"

	"hardbook/runbook/config"
	"hardbook/runbook/names"
)

// bucketFunctions let the text of a step make a bucket of the book.
func bucketFunctions(cfg config.Config) template.FuncMap {
	return template.FuncMap{"setBucket": func(name, rule, policy string, traits ...string) string {
		return setBucket(cfg, name, rule, policy, traits)
	}}
}

// setBucket are the commands that make the bucket of a name and the account, with
// a policy, a word of a shell, and a rule that lets what is in it go after
// log_retention_days.
// They put one that is there right, and keep what others set in it. Where that
// stands against what the bucket is for, they stop before they change anything.
//
// The traits are: "versions", it keeps versions; "trail", it keeps the logs of a
// trail, lets in nobody else, and lets none go before its time; "noncurrent", old
// versions go although it makes none.
// Source: Amazon S3 User Guide, Controlling ownership of objects: AWS refuses an
// ACL where none is used.
func setBucket(cfg config.Config, name, rule, policy string, traits []string) string {
	region, id := cfg.Account.HomeRegion, cfg.Account.ID
	bucket := name + "-" + id
	aws := func(operation string) string {
		return "aws s3api " + operation + " --region " + region + ` --bucket "$bucket" --expected-bucket-owner "$owner"`
	}
	make := "aws s3api create-bucket --region " + region + ` --bucket "$bucket"`
	if region != "us-east-1" {
		make += " --create-bucket-configuration LocationConstraint=" + region
	}
	arn := names.Bucket(bucket)
	object := arn + "/AWSLogs/" + id + "/CloudTrail/x"
	if !slices.Contains(traits, "trail") {
		object = arn + "/AWSLogs/" + id + "/x"
	}
	ours := `--argjson ours "$ours" `
	lines := `owner=` + id + `
bucket=` + bucket + `
ours=` + policy + `
has='{"Statement":[]}'
rules='{"Rules":[]}'
ok_if NoSuchBucket ` + aws("get-bucket-versioning") + ` >/dev/null
new=$already
if test -z "$new"; then
ok_if NoSuchBucketPolicy ` + aws("get-bucket-policy") + ` >/dev/null
if test -z "$already"; then
has=$(` + aws("get-bucket-policy") + ` --query Policy --output text)
fi
ok_if NoSuchLifecycleConfiguration ` + aws("get-bucket-lifecycle-configuration") + ` >/dev/null
if test -z "$already"; then
rules=$(` + aws("get-bucket-lifecycle-configuration") + ` --output json)
fi
` + stopAt("$has", ours+refusals("s3:PutObject "+object, "s3:GetBucketAcl "+arn), "statements of the bucket's policy may keep AWS from writing to it. Take them away in the console, and paste the block again:")
	if slices.Contains(traits, "trail") {
		lines += stopAt("$has", ours+`--arg id "$owner" `+sh(`[`+statements+` | select(.Effect == "Allow") | . as $s | select(any(.Principal | if type == "object" then to_entries[] | .key as $kind | [.value] | flatten[] | $kind + ":" + . else tostring end; (startswith("AWS:`+names.ARNs+`iam::" + $id + ":") or . == "AWS:" + $id or (startswith("Service:") and ($s.Condition | tostring | contains($id)))) | not)) | `+sid+`] | join(" ")`),
			"statements of the bucket's policy let others in. Take them away in the console, and paste the block again:") +
			stopAt("$rules", fmt.Sprintf(`--argjson days %d --arg root AWSLogs/%s/CloudTrail `, cfg.LogRetentionDays, id)+sh(`[.Rules[] | select(.ID == "`+rule+`" | not) | select(.Status == "Enabled") | select(.Expiration.Date or (.Expiration.Days // $days) < $days or (.NoncurrentVersionExpiration.NoncurrentDays // 30) < 30) | select(.Filter.Tag or .Filter.And.Tags | not) | (.Prefix // .Filter.Prefix // .Filter.And.Prefix // "") as $p | select(($root | startswith($p)) or ($p | startswith($root))) | .ID // "without an ID"] | join(" ")`),
				"rules of the bucket let logs go too early. Take them away in the console, and paste the block again:")
	}
	lines += `else
` + make + `
fi
`
	if slices.Contains(traits, "trail") {
		lines += "ok_if AccessControlListNotSupported " + aws("put-bucket-acl") + " --acl private\n"
	}
	lines += aws("put-public-access-block") + " --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true\n"
	noncurrent := ""
	if slices.Contains(traits, "versions") {
		lines += aws("put-bucket-versioning") + " --versioning-configuration Status=Enabled\n"
	}
	if slices.Contains(traits, "noncurrent") || slices.Contains(traits, "versions") {
		noncurrent = ", NoncurrentVersionExpiration: {NoncurrentDays: 30}"
	}
	lines += `merged=$(printf '%s\n' "$rules" | jq -c ` + fmt.Sprintf("--argjson days %d ", cfg.LogRetentionDays) +
		sh(`{Rules: ([.Rules[] | select(.ID == "`+rule+`" | not) | if has("Prefix") then .Filter = {Prefix: .Prefix} | del(.Prefix) else . end] + [{ID: "`+rule+`", Status: "Enabled", Filter: {Prefix: ""}, Expiration: {Days: $days}`+noncurrent+`}])}`) + `)
` + aws("put-bucket-lifecycle-configuration") + ` --lifecycle-configuration "$merged"
merged=$(printf '%s\n' "$has" | jq -c ` + ours + merge() + `)
` + aws("put-bucket-policy") + ` --policy "$merged"`
	return lines
}
