//go:build loop

package loop

import "slices"

const makeBucket = "aws s3api create-bucket --bucket BUCKET\n"

// bucketPolicy gives the bucket a policy of one statement.
func bucketPolicy(statement string) string {
	return makeBucket + `aws s3api put-bucket-policy --bucket BUCKET --policy '{"Version":"2012-10-17","Statement":` + statement + `}'`
}

// bucketRule gives the bucket a rule for its files.
func bucketRule(rule string) string {
	return makeBucket + `aws s3api put-bucket-lifecycle-configuration --bucket BUCKET --lifecycle-configuration '{"Rules":[` + rule + `]}'`
}

// statement and rule read what others set in the bucket.
const (
	theirStatement = `aws s3api get-bucket-policy --bucket BUCKET --query Policy --output text | jq -c '[.Statement | [.] | flatten[] | select(.Sid == "Theirs")]'`
	theirRule      = `aws s3api get-bucket-lifecycle-configuration --bucket BUCKET --query "Rules[?ID=='theirs']"`
)

// bucketDo are the states of a bucket before its block. moto takes no "*" for a
// principal where a bucket is to get notes (hence {"AWS":"*"}), lets no bucket have
// MFA for deleting, nor belong to another account.
var bucketDo = []start{
	{what: "nothing"},
	{what: "the bucket", make: makeBucket},
	{what: "a file in it", make: makeBucket + "echo log >file\naws s3api put-object --bucket BUCKET --key log --body file", keeps: "aws s3api list-objects-v2 --bucket BUCKET --query Contents[].Key"},
	{what: "half shielded", make: makeBucket + "aws s3api put-public-access-block --bucket BUCKET --public-access-block-configuration BlockPublicAcls=true"},
	{what: "versions suspended", make: makeBucket + "aws s3api put-bucket-versioning --bucket BUCKET --versioning-configuration Status=Suspended"},
	{what: "a key of its own", make: makeBucket + `aws s3api put-bucket-encryption --bucket BUCKET --server-side-encryption-configuration '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms"}}]}'`,
		keeps: "aws s3api get-bucket-encryption --bucket BUCKET"},
	{what: "a statement of others", make: bucketPolicy(`{"Sid":"Theirs","Effect":"Deny","Principal":{"AWS":"*"},"Action":"s3:DeleteObject","Resource":"arn:aws:s3:::BUCKET/*"}`), keeps: theirStatement},
	{what: "ours by name, and other in content", make: bucketPolicy(`[{"Sid":"OnlyWithTLS","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}]`)},
	{what: "a refusal without TLS", make: bucketPolicy(`{"Sid":"Theirs","Effect":"Deny","Principal":{"AWS":"*"},"Action":"s3:*","Resource":"arn:aws:s3:::BUCKET/*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}`), keeps: theirStatement},
	{what: "a refusal elsewhere", make: bucketPolicy(`{"Sid":"Theirs","Effect":"Deny","Principal":{"AWS":"*"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::BUCKET/private/*"}`), keeps: theirStatement},
	{what: "a refusal to write", make: bucketPolicy(`{"Sid":"Theirs","Effect":"Deny","Principal":{"AWS":"*"},"Action":"s3:Put*","Resource":"arn:aws:s3:::BUCKET/*"}`), stops: "paste the block again: Theirs"},
	{what: "a refusal from elsewhere", make: bucketPolicy(`{"Sid":"Net","Effect":"Deny","Principal":{"AWS":"*"},"NotAction":"s3:GetObject","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}}`), stops: "Net"},
	{what: "a rule for other files", make: bucketRule(`{"ID":"theirs","Status":"Enabled","Filter":{"Prefix":"tmp/"},"Expiration":{"Days":5}}`), keeps: theirRule},
	{what: "an early rule that is off", make: bucketRule(`{"ID":"theirs","Status":"Disabled","Filter":{"Prefix":""},"Expiration":{"Days":5}}`), keeps: theirRule},
	{what: "a rule of the older form", make: bucketRule(`{"ID":"x","Status":"Enabled","Prefix":"tmp/","Expiration":{"Days":5}}`)},
}

// trailBucketDo are those of the bucket for logs that must stay.
var trailBucketDo = []start{
	{what: "an ACL that lets others in", make: makeBucket + "aws s3api put-bucket-acl --bucket BUCKET --grant-read uri=http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
		ends: "aws s3api get-bucket-acl --bucket BUCKET --query 'Grants[].Permission' --output text", with: "FULL_CONTROL\n"},
	{what: "others may read", make: bucketPolicy(`{"Sid":"Partner","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::BUCKET/*"}`), stops: "let others in. Take them away in the console, and paste the block again: Partner"},
	{what: "a service may, for anybody", make: bucketPolicy(`{"Effect":"Allow","Principal":{"Service":"delivery.logs.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::BUCKET/*"}`), stops: "without a Sid"},
	{what: "a service may, for this account", make: bucketPolicy(`{"Sid":"Theirs","Effect":"Allow","Principal":{"Service":"delivery.logs.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::BUCKET/*","Condition":{"StringEquals":{"aws:SourceAccount":"` + account + `"}}}`), keeps: theirStatement},
	{what: "a user of the account may read", make: bucketPolicy(`{"Sid":"Theirs","Effect":"Allow","Principal":{"AWS":["arn:aws:iam::` + account + `:root"]},"Action":"s3:GetObject","Resource":"arn:aws:s3:::BUCKET/*"}`), keeps: theirStatement},
	{what: "a rule lets all go early", make: bucketRule(`{"ID":"early","Status":"Enabled","Filter":{},"Expiration":{"Days":5}}`), stops: "let logs go too early. Take them away in the console, and paste the block again: early"},
	{what: "a rule lets logs go early", make: bucketRule(`{"ID":"early","Status":"Enabled","Filter":{"Prefix":"AWSLogs/"},"Expiration":{"Days":5}}`), stops: "early"},
	{what: "a rule lets some go early", make: bucketRule(`{"ID":"early","Status":"Enabled","Filter":{"Prefix":"AWSLogs/` + account + `/CloudTrail/eu-west-1/"},"Expiration":{"Days":5}}`), stops: "early"},
	{what: "a rule lets what was deleted go early", make: bucketRule(`{"ID":"early","Status":"Enabled","Filter":{},"NoncurrentVersionExpiration":{"NoncurrentDays":1}}`), stops: "early"},
}

// bucketUndo are the states of a bucket before its undo; a file in it keeps it.
var bucketUndo = []start{
	{what: "as the book made it"},
	{what: "it is gone", make: "aws s3api delete-bucket --bucket BUCKET"},
	{what: "no policy", make: "aws s3api delete-bucket-policy --bucket BUCKET"},
	{what: "no rules", make: "aws s3api delete-bucket-lifecycle --bucket BUCKET"},
	{what: "versions suspended", make: "aws s3api put-bucket-versioning --bucket BUCKET --versioning-configuration Status=Suspended"},
	{what: "another policy", make: `aws s3api put-bucket-policy --bucket BUCKET --policy '{"Version":"2012-10-17","Statement":{"Sid":"Theirs","Effect":"Deny","Principal":{"AWS":"*"},"Action":"s3:DeleteObject","Resource":"*"}}'`},
	{what: "tags", make: "aws s3api put-bucket-tagging --bucket BUCKET --tagging 'TagSet=[{Key=owner,Value=jo}]'"},
	{what: "another bucket beside it", make: "aws s3api create-bucket --bucket BUCKET-2", keeps: "aws s3api list-buckets --query \"Buckets[?Name=='BUCKET-2'].Name\""},
}

const (
	inIt     = "aws s3api delete-bucket-policy --bucket BUCKET\necho log >file\naws s3api put-object --bucket BUCKET --key log --body file\n"
	filesIn  = "aws s3api list-object-versions --bucket BUCKET --query \"[Versions, DeleteMarkers][][?Key=='log'].Key\"\naws s3api list-buckets --query \"Buckets[?Name=='BUCKET'].Name\""
	deleted  = inIt + "aws s3api delete-object --bucket BUCKET --key log"
	notEmpty = "BucketNotEmpty"
)

func bucket(name string, all ...[]start) []start {
	return about(slices.Concat(all...))("BUCKET", name+"-"+account)
}

var bucketStarts = []starts{
	{step: "trail-bucket", kind: "do", found: bucket("hardbook-trail", bucketDo, trailBucketDo)},
	{step: "trail-access-log", kind: "do", found: bucket("hardbook-trail-access", bucketDo)},
	{step: "config-recorder", kind: "do", found: bucket("hardbook-config", bucketDo)},
	{step: "flow-logs", kind: "do", found: bucket("hardbook-flow-logs", bucketDo)},
	{step: "trail-bucket", kind: "undo", found: bucket("hardbook-trail", bucketUndo, []start{
		{what: "a log in it", make: inIt, stops: notEmpty, keeps: filesIn},
		{what: "a log that was deleted", make: deleted, stops: notEmpty, keeps: filesIn},
	})},
	{step: "trail-access-log", kind: "undo", found: bucket("hardbook-trail-access", bucketUndo, []start{
		{what: "a note in it", make: inIt, says: notEmpty, keeps: filesIn},
	})},
	{step: "config-recorder", kind: "undo", found: bucket("hardbook-config", bucketUndo, []start{
		{what: "a file in it", make: inIt, says: notEmpty, keeps: filesIn},
	})},
	{step: "flow-logs", kind: "undo", found: bucket("hardbook-flow-logs", bucketUndo, []start{
		{what: "a log in it", make: inIt, says: notEmpty, keeps: filesIn},
	})},
}
