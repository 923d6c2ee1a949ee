//go:build loop

package loop

// naive are commands that guides of the field give for what a step does, and
// that are refused, or lose what was set in the account before.
var naive = []struct {
	what, step string
	make       []string // what was made in the account before, by aws commands
	set        string   // what was set there, by a command that can be repeated
	command    string   // the guide's command
	refused    string   // what aws says to it; "" where it loses what was set
	read       string   // reads what was set, which must stay
	undone     bool     // the undo leaves it as well: it is nothing that the book's block sets
}{
	{
		what: "one rule of the password policy", step: "password-policy",
		set:     "iam update-account-password-policy --minimum-password-length 20 --max-password-age 365 --require-symbols",
		command: "iam update-account-password-policy --password-reuse-prevention 24",
		read:    "iam get-account-password-policy --query PasswordPolicy.[MinimumPasswordLength,MaxPasswordAge,RequireSymbols]",
	},
	{
		what: "two of the account's four flags", step: "s3-public-access",
		set:     "s3control put-public-access-block --account-id " + account + " --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true",
		command: "s3control put-public-access-block --account-id " + account + " --public-access-block-configuration BlockPublicPolicy=true,RestrictPublicBuckets=true",
		read:    "s3control get-public-access-block --account-id " + account + " --query PublicAccessBlockConfiguration.[BlockPublicAcls,IgnorePublicAcls]",
	},
	{
		what: "two of the bucket's four flags", step: "trail-bucket",
		make:    []string{"s3api create-bucket --bucket hardbook-trail-" + account},
		set:     "s3api put-public-access-block --bucket hardbook-trail-" + account + " --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true",
		command: "s3api put-public-access-block --bucket hardbook-trail-" + account + " --public-access-block-configuration BlockPublicPolicy=true,RestrictPublicBuckets=true",
		read:    "s3api get-public-access-block --bucket hardbook-trail-" + account + " --query PublicAccessBlockConfiguration.[BlockPublicAcls,IgnorePublicAcls]",
	},
	{
		what: "a bucket policy", step: "trail-bucket",
		make:    []string{"s3api create-bucket --bucket hardbook-trail-" + account},
		set:     "s3api put-bucket-policy --bucket hardbook-trail-" + account + ` --policy '{"Version":"2012-10-17","Statement":[{"Sid":"Theirs","Effect":"Deny","Principal":"*","Action":"s3:DeleteObject","Resource":"arn:aws:s3:::hardbook-trail-` + account + `/*"}]}'`,
		command: "s3api put-bucket-policy --bucket hardbook-trail-" + account + ` --policy "$(cat out/of-the-loop/policies/trail-bucket.json)"`,
		read:    "s3api get-bucket-policy --bucket hardbook-trail-" + account + ` --query Policy | jq -r 'fromjson | [.Statement[] | select(.Sid == "Theirs")]'`,
	},
	{
		what: "rules about old files", step: "trail-bucket",
		make:    []string{"s3api create-bucket --bucket hardbook-trail-" + account},
		set:     "s3api put-bucket-lifecycle-configuration --bucket hardbook-trail-" + account + ` --lifecycle-configuration 'Rules=[{ID=theirs,Status=Enabled,Filter={Prefix=tmp/},Expiration={Days=5}}]'`,
		command: "s3api put-bucket-lifecycle-configuration --bucket hardbook-trail-" + account + ` --lifecycle-configuration 'Rules=[{ID=logs,Status=Enabled,Filter={Prefix=""},Expiration={Days=365}}]'`,
		read:    "s3api get-bucket-lifecycle-configuration --bucket hardbook-trail-" + account + ` --query "Rules[?ID=='theirs'].[Filter.Prefix,Expiration.Days]"`,
	},
	{
		what: "selectors for reads of files", step: "audit-trail",
		make:    []string{"cloudtrail create-trail --name hardbook-trail --s3-bucket-name hardbook-trail-" + account},
		set:     `cloudtrail put-event-selectors --trail-name hardbook-trail --event-selectors '[{"ReadWriteType":"WriteOnly","IncludeManagementEvents":true,"DataResources":[{"Type":"AWS::S3::Object","Values":["arn:aws:s3"]}]}]'`,
		command: `cloudtrail put-event-selectors --trail-name hardbook-trail --event-selectors '[{"ReadWriteType":"ReadOnly","IncludeManagementEvents":true,"DataResources":[{"Type":"AWS::S3::Object","Values":["arn:aws:s3"]}]}]'`,
		read:    `cloudtrail get-event-selectors --trail-name hardbook-trail --query "EventSelectors[?ReadWriteType=='WriteOnly'].DataResources[].Values[]"`,
	},
	{
		what: "a filter pattern without quotes", step: "cis-alarms",
		make:    []string{"logs create-log-group --log-group-name theirs"},
		set:     `logs put-metric-filter --log-group-name theirs --filter-name theirs --metric-transformations metricName=m,metricNamespace=theirs,metricValue=1 --filter-pattern '{ $.eventName = "CreateUser" }'`,
		command: `logs put-metric-filter --log-group-name theirs --filter-name root --metric-transformations metricName=m,metricNamespace=theirs,metricValue=1 --filter-pattern { ($.userIdentity.type = "Root") }`,
		refused: "syntax error",
		read:    "logs describe-metric-filters --log-group-name theirs --query metricFilters[].filterPattern",
		undone:  true,
	},
	{
		what: "a trail with --bucket-name", step: "audit-trail",
		command: "cloudtrail create-trail --name hardbook-trail --bucket-name hardbook-trail-" + account,
		refused: "--s3-bucket-name",
		read:    "s3api get-bucket-versioning --bucket hardbook-trail-" + account + " --query Status",
	},
	{
		what: "a contact without a title", step: "alternate-contacts",
		set:     "account put-alternate-contact --alternate-contact-type BILLING --name Theirs --title CFO --email-address cfo@example.com --phone-number 1",
		command: "account put-alternate-contact --alternate-contact-type SECURITY --name Jo --email-address jo@example.com --phone-number 1",
		refused: "--title",
		read:    "account get-alternate-contact --alternate-contact-type BILLING --query AlternateContact.[Name,Title,EmailAddress]",
		undone:  true,
	},
	{
		what: "an analyzer without a type", step: "access-analyzer",
		make:    []string{"accessanalyzer create-analyzer --type ACCOUNT --analyzer-name theirs"},
		command: "accessanalyzer create-analyzer --analyzer-name hardbook",
		refused: "--type",
		read:    "accessanalyzer list-analyzers --query analyzers[].[name,type]",
		undone:  true,
	},
	{
		what: "a second recorder", step: "config-recorder",
		make: []string{
			"configservice put-configuration-recorder --configuration-recorder name=default,roleARN=arn:aws:iam::" + account + ":role/theirs --recording-group allSupported=true,includeGlobalResourceTypes=true",
			"configservice put-delivery-channel --delivery-channel name=default,s3BucketName=theirs",
			"configservice start-configuration-recorder --configuration-recorder-name default",
		},
		command: "configservice put-configuration-recorder --configuration-recorder name=hardbook,roleARN=arn:aws:iam::" + account + ":role/theirs",
		refused: "MaxNumberOfConfigurationRecordersExceeded",
		read:    "configservice describe-configuration-recorders --query ConfigurationRecorders[].[name,roleARN]",
		undone:  true,
	},
	{
		what: "Security Hub once more", step: "security-hub",
		make:    []string{"securityhub enable-security-hub"},
		command: "securityhub enable-security-hub",
		refused: "ResourceConflictException",
		read:    "securityhub get-enabled-standards --query StandardsSubscriptions[].StandardsArn",
		undone:  true,
	},
}
