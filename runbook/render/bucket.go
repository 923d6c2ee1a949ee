package render

import (
	"slices"
	"text/template"

	"hardbook/runbook/config"
	"hardbook/runbook/names"
)

// bucketFunctions let the text of a step make the bucket of a name and the account,
// with a policy, a word of a shell, and a rule that lets what is in it go after
// log_retention_days.
// The commands put one that is there right, and keep what others set in it. Where
// that stands against what the bucket is for, they stop before they change anything.
//
// The traits are: "versions", it keeps versions; "trail", it keeps the logs of a
// trail, lets in nobody else, and lets none go before its time; "noncurrent", old
// versions go although it makes none.
// Source: Amazon S3 User Guide, Controlling ownership of objects: AWS refuses an
// ACL where none is used.
func bucketFunctions(cfg config.Config, s shared) template.FuncMap {
	return template.FuncMap{"setBucket": func(name, rule, policy string, traits ...string) (string, error) {
		bucket := name + "-" + cfg.Account.ID
		arn := names.Bucket(bucket)
		versions, trail := slices.Contains(traits, "versions"), slices.Contains(traits, "trail")
		object := arn + "/AWSLogs/" + cfg.Account.ID + "/"
		if trail {
			object += "CloudTrail/"
		}
		return s.fill("set-bucket", struct {
			Account, Region, Bucket, Policy              string
			Days                                         int
			Versions, Trail                              bool
			Refusals, Others, TooEarly, Retention, Merge string // jq
		}{
			cfg.Account.ID, cfg.Account.HomeRegion, bucket, policy, cfg.LogRetentionDays, versions, trail,
			refusals("s3:PutObject "+object+"x", "s3:GetBucketAcl "+arn), others(), tooEarly(rule),
			retention(rule, versions || slices.Contains(traits, "noncurrent")), merge(),
		})
	}}
}

// others is the jq that names the statements that let in somebody else than $id, the
// account, and than services of AWS for it.
func others() string {
	return `[` + statements + ` | select(.Effect == "Allow") | . as $s | select(any(.Principal | if type == "object" then to_entries[] | .key as $kind | [.value] | flatten[] | $kind + ":" + . else tostring end; (startswith("AWS:` + names.ARNs + `iam::" + $id + ":") or . == "AWS:" + $id or (startswith("Service:") and ($s.Condition | tostring | contains($id)))) | not)) | ` + sid + `] | join(" ")`
}

// tooEarly is the jq that names the rules, but the one of this ID, which let objects
// below $root go before $days.
func tooEarly(rule string) string {
	return `[.Rules[] | select(.ID == "` + rule + `" | not) | select(.Status == "Enabled") | select(.Expiration.Date or (.Expiration.Days // $days) < $days or (.NoncurrentVersionExpiration.NoncurrentDays // 30) < 30) | select(.Filter.Tag or .Filter.And.Tags | not) | (.Prefix // .Filter.Prefix // .Filter.And.Prefix // "") as $p | select(($root | startswith($p)) or ($p | startswith($root))) | .ID // "without an ID"] | join(" ")`
}

// retention is the jq that puts the rule of this ID among the others: objects go
// after $days, and versions that are no longer current after 30.
func retention(rule string, noncurrent bool) string {
	more := ""
	if noncurrent {
		more = ", NoncurrentVersionExpiration: {NoncurrentDays: 30}"
	}
	return `{Rules: ([.Rules[] | select(.ID == "` + rule + `" | not) | if has("Prefix") then .Filter = {Prefix: .Prefix} | del(.Prefix) else . end] + [{ID: "` + rule + `", Status: "Enabled", Filter: {Prefix: ""}, Expiration: {Days: $days}` + more + `}])}`
}
