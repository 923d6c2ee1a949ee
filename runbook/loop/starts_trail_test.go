//go:build loop

package loop

const (
	makeTrail = "aws s3api create-bucket --bucket old-logs\naws cloudtrail create-trail --name hardbook-trail --s3-bucket-name old-logs\n"
	selectors = "aws cloudtrail put-event-selectors --trail-name hardbook-trail "
	dataRule  = `{"ReadWriteType":"WriteOnly","IncludeManagementEvents":false,"DataResources":[{"Type":"AWS::S3::Object","Values":["arn:aws:s3:::mine/"]}]}`
	keepsData = `aws cloudtrail get-event-selectors --trail-name hardbook-trail --query "EventSelectors[].DataResources[].Values[]"`
	allFiles  = `{"Name":"hardbook: all files in S3","FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::S3::Object"]}]}`
	allEvents = `{"Name":"all","FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]}]}`
	makeKey   = "key=$(aws kms create-key --query KeyMetadata.Arn --output text)\n"
	useKey    = "aws cloudtrail update-trail --name hardbook-trail --kms-key-id $key\n"
	aliasKey  = "aws kms create-alias --alias-name alias/hardbook-trail --target-key-id $key\n"
	trailKey  = "aws cloudtrail get-trail --name hardbook-trail --query Trail.KmsKeyId"
)

// trailStarts are the blocks about the trail. moto checks no bucket and no key that
// a trail is to use, takes any number of selectors and shows a trail of another
// Region as one of this.
var trailStarts = []starts{
	{step: "audit-trail", kind: "do", found: []start{
		{what: "nothing"},
		{what: "a trail as AWS makes it", make: makeTrail},
		{what: "it records", make: makeTrail + "aws cloudtrail start-logging --name hardbook-trail"},
		{what: "it was stopped", make: makeTrail + "aws cloudtrail start-logging --name hardbook-trail\naws cloudtrail stop-logging --name hardbook-trail"},
		{what: "without global services", make: makeTrail + "aws cloudtrail update-trail --name hardbook-trail --no-include-global-service-events"},
		{what: "reads only", make: makeTrail + selectors + `--event-selectors '[{"ReadWriteType":"ReadOnly","IncludeManagementEvents":true}]'`},
		{what: "without KMS", make: makeTrail + selectors + `--event-selectors '[{"ReadWriteType":"All","IncludeManagementEvents":true,"ExcludeManagementEventSources":["kms.amazonaws.com"]}]'`},
		{what: "data events only", make: makeTrail + selectors + `--event-selectors '[` + dataRule + `]'`, keeps: keepsData},
		{what: "advanced, data only", make: makeTrail + selectors + `--advanced-event-selectors '[` + allFiles + `]'`,
			keeps: `aws cloudtrail get-event-selectors --trail-name hardbook-trail --query "AdvancedEventSelectors[?Name=='hardbook: all files in S3']"`},
		{what: "advanced, without reads", make: makeTrail + selectors + `--advanced-event-selectors '[{"Name":"w","FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},{"Field":"readOnly","Equals":["false"]}]}]'`},
		{what: "four rules", make: makeTrail + selectors + `--event-selectors '[` + dataRule + `,` + dataRule + `,` + dataRule + `,` + dataRule + `]'`, keeps: `aws cloudtrail get-event-selectors --trail-name hardbook-trail --query "length(EventSelectors[?ReadWriteType=='WriteOnly'])"`},
		{what: "five rules", make: makeTrail + selectors + `--event-selectors '[` + dataRule + `,` + dataRule + `,` + dataRule + `,` + dataRule + `,` + dataRule + `]'`, stops: "the trail has five rules"},
		{what: "it writes below a prefix", make: makeTrail + "aws cloudtrail update-trail --name hardbook-trail --s3-key-prefix mine", stops: "paste the block again: mine"},
		{what: "it has a key", make: makeTrail + makeKey + useKey, keeps: trailKey},
		{what: "another trail beside it", make: "aws s3api create-bucket --bucket old-logs\naws cloudtrail create-trail --name theirs --s3-bucket-name old-logs", keeps: "aws cloudtrail get-trail --name theirs"},
	}},
	{step: "audit-trail", kind: "undo", found: []start{
		{what: "as the book made it"},
		{what: "it is gone", make: "aws cloudtrail delete-trail --name hardbook-trail"},
		{what: "it was stopped", make: "aws cloudtrail stop-logging --name hardbook-trail"},
		{what: "it has a key", make: makeKey + useKey, keeps: "aws kms list-keys --query 'length(Keys)'"},
		{what: "other rules", make: selectors + `--event-selectors '[` + dataRule + `]'`},
		{what: "its bucket is gone", make: "aws s3api delete-bucket --bucket hardbook-trail-" + account},
		{what: "another trail beside it", make: "aws s3api create-bucket --bucket old-logs\naws cloudtrail create-trail --name theirs --s3-bucket-name old-logs", keeps: "aws cloudtrail get-trail --name theirs"},
	}},
	{step: "s3-data-events", kind: "do", found: []start{
		{what: "as the book made it"},
		{what: "another bucket's files", make: selectors + `--event-selectors '[{"ReadWriteType":"All","IncludeManagementEvents":true},` + dataRule + `]'`, keeps: `aws cloudtrail get-event-selectors --trail-name hardbook-trail --query "EventSelectors[?ReadWriteType=='WriteOnly']"`},
		{what: "all files already", make: selectors + `--event-selectors '[{"ReadWriteType":"All","IncludeManagementEvents":true,"DataResources":[{"Type":"AWS::S3::Object","Values":["arn:aws:s3:::"]}]}]'`, keeps: keepsData},
		{what: "writes only", make: selectors + `--event-selectors '[{"ReadWriteType":"All","IncludeManagementEvents":true},{"ReadWriteType":"WriteOnly","IncludeManagementEvents":false,"DataResources":[{"Type":"AWS::S3::Object","Values":["arn:aws:s3"]}]}]'`},
		{what: "reads only", make: selectors + `--event-selectors '[{"ReadWriteType":"All","IncludeManagementEvents":true},{"ReadWriteType":"ReadOnly","IncludeManagementEvents":false,"DataResources":[{"Type":"AWS::S3::Object","Values":["arn:aws:s3"]}]}]'`},
		{what: "functions", make: selectors + `--event-selectors '[{"ReadWriteType":"All","IncludeManagementEvents":true,"DataResources":[{"Type":"AWS::Lambda::Function","Values":["arn:aws:lambda"]}]}]'`},
		{what: "advanced", make: selectors + `--advanced-event-selectors '[` + allEvents + `]'`},
		{what: "advanced, all files already", make: selectors + `--advanced-event-selectors '[` + allEvents + `,` + allFiles + `]'`},
		{what: "advanced, reads of files", make: selectors + `--advanced-event-selectors '[` + allEvents + `,{"Name":"r","FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::S3::Object"]},{"Field":"readOnly","Equals":["true"]}]}]'`},
		{what: "no trail", make: "aws cloudtrail delete-trail --name hardbook-trail", stops: "TrailNotFoundException"},
	}},
	{step: "trail-kms", kind: "do", found: []start{
		{what: "as the book made it"},
		{what: "the trail has a key", make: makeKey + useKey, says: "encrypts its logs already with the key", keeps: trailKey},
		{what: "it has one by its alias", make: makeKey + aliasKey + useKey, says: "encrypts its logs already", keeps: trailKey},
		{what: "its key is off", make: makeKey + useKey + "aws kms disable-key --key-id ${key##*/}", stops: "CUSTOMER Disabled", keeps: trailKey},
		{what: "its key is about to go", make: makeKey + useKey + "aws kms schedule-key-deletion --key-id ${key##*/}", stops: "CUSTOMER PendingDeletion"},
		{what: "its key is gone", make: "aws cloudtrail update-trail --name hardbook-trail --kms-key-id arn:aws:kms:us-east-1:" + account + ":key/00000000-0000-0000-0000-000000000000", stops: "NotFoundException"},
		{what: "its key is another account's", make: "aws cloudtrail update-trail --name hardbook-trail --kms-key-id arn:aws:kms:us-east-1:444455556666:key/00000000-0000-0000-0000-000000000000", stops: "An error occurred"},
		{what: "a key with the alias", make: makeKey + aliasKey, ends: trailKey + ` --output text | sed 's|/.*||'`, with: "arn:aws:kms:us-east-1:" + account + ":key\n", keeps: "aws kms list-keys --query 'length(Keys)'"},
		{what: "one with the alias is off", make: makeKey + aliasKey + "aws kms disable-key --key-id ${key##*/}", stops: "the key with the alias hardbook-trail is of no use"},
		{what: "one with the alias is about to go", make: makeKey + aliasKey + "aws kms schedule-key-deletion --key-id ${key##*/}", stops: "PendingDeletion"},
		{what: "one with the alias signs", make: "key=$(aws kms create-key --key-spec RSA_2048 --key-usage SIGN_VERIFY --query KeyMetadata.Arn --output text)\n" + aliasKey, stops: "RSA_2048"},
		{what: "one with the alias is from elsewhere", make: "key=$(aws kms create-key --origin EXTERNAL --query KeyMetadata.Arn --output text)\n" + aliasKey, stops: "EXTERNAL"},
		{what: "no trail", make: "aws cloudtrail delete-trail --name hardbook-trail", stops: "TrailNotFoundException"},
	}},
	{step: "trail-kms", kind: "undo", found: []start{
		{what: "as the book made it", says: "stays: logs that were encrypted with it need it"},
		{what: "the trail is gone", make: "aws cloudtrail delete-trail --name hardbook-trail"},
		{what: "the trail has no key", make: "aws cloudtrail update-trail --name hardbook-trail --kms-key-id ''"},
		{what: "the trail has another key", make: makeKey + useKey, keeps: trailKey, still: true},
		{what: "the key is off", make: "aws kms disable-key --key-id $(aws kms describe-key --key-id alias/hardbook-trail --query KeyMetadata.KeyId --output text)"},
		{what: "the alias is gone", make: "aws kms delete-alias --alias-name alias/hardbook-trail", keeps: trailKey, still: true},
	}},
}
