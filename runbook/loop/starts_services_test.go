//go:build loop

package loop

import "strings"

const (
	theirRecorder = `aws configservice put-configuration-recorder --region REGION --configuration-recorder name=default,roleARN=arn:aws:iam::` + account + `:role/theirs --recording-group allSupported=true,includeGlobalResourceTypes=true
aws s3api create-bucket --bucket theirs
aws configservice put-delivery-channel --region REGION --delivery-channel name=default,s3BucketName=theirs
aws configservice start-configuration-recorder --region REGION --configuration-recorder-name default
`
	ourRecorder = `aws configservice put-configuration-recorder --configuration-recorder name=hardbook,roleARN=arn:aws:iam::` + account + `:role/theirs --recording-group `
	someTypes   = "allSupported=false,includeGlobalResourceTypes=false,resourceTypes=AWS::EC2::Instance\n"
	theirBucket = "aws s3api create-bucket --bucket theirs\naws configservice put-delivery-channel --delivery-channel name=mine,s3BucketName=theirs\n"
	recorderOf  = "aws configservice describe-configuration-recorders --region us-east-1"
	standardOf  = "aws securityhub get-enabled-standards --query StandardsSubscriptions[].StandardsArn"
	hubOn       = "aws securityhub enable-security-hub --no-enable-default-standards"
	analyzer    = "aws accessanalyzer create-analyzer --type ACCOUNT --analyzer-name "
)

// theirRecorderIn is a recorder of another name, in these Regions.
func theirRecorderIn(regions ...string) string {
	all := ""
	for _, region := range regions {
		bucket := theirRecorder
		if all != "" {
			bucket = strings.Replace(bucket, "aws s3api create-bucket --bucket theirs\n", "", 1)
		}
		all += strings.ReplaceAll(bucket, "REGION", region)
	}
	return all
}

// serviceStarts are the blocks that switch a service on in each Region. Our
// stand-ins let no analyzer and no standard fail.
var serviceStarts = []starts{
	{step: "config-recorder", kind: "do", found: []start{
		{what: "a recorder of ours, stopped", make: ourRecorder + someTypes},
		{what: "it records some types", make: ourRecorder + someTypes + theirBucket + "aws configservice start-configuration-recorder --configuration-recorder-name hardbook"},
		{what: "without IAM", make: ourRecorder + "allSupported=true,includeGlobalResourceTypes=false\n" + theirBucket},
		{what: "a channel of others", make: ourRecorder + someTypes + theirBucket, keeps: "aws configservice describe-delivery-channels"},
		{what: "a recorder of others in one Region", make: theirRecorderIn("us-east-1"), says: "us-east-1 has the recorder default, which stays as it is", keeps: recorderOf},
		{what: "recorders of others in each", make: theirRecorderIn("us-east-1", "eu-west-1"), stops: "each Region has a recorder of another name", keeps: recorderOf},
		{what: "the role of AWS", make: "aws iam create-service-linked-role --aws-service-name config.amazonaws.com"},
	}},
	{step: "config-recorder", kind: "undo", found: []start{
		{what: "it was stopped", make: "aws configservice stop-configuration-recorder --configuration-recorder-name hardbook"},
		{what: "one Region has none", make: "aws configservice stop-configuration-recorder --configuration-recorder-name hardbook\naws configservice delete-delivery-channel --delivery-channel-name hardbook\naws configservice delete-configuration-recorder --configuration-recorder-name hardbook"},
		{what: "a recorder of others in its place", make: "aws configservice stop-configuration-recorder --configuration-recorder-name hardbook\naws configservice delete-delivery-channel --delivery-channel-name hardbook\naws configservice delete-configuration-recorder --configuration-recorder-name hardbook\n" + theirRecorderIn("us-east-1"), keeps: recorderOf},
	}},
	{step: "security-hub", kind: "do", found: []start{
		{what: "nothing"},
		{what: "on, without a standard", make: hubOn},
		{what: "on elsewhere, without one", make: hubOn + " --region eu-west-1"},
		{what: "on as AWS does it", make: "aws securityhub enable-security-hub", keeps: standardOf},
		{what: "on with another standard", make: hubOn + "\naws securityhub batch-enable-standards --standards-subscription-requests StandardsArn=arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0", keeps: standardOf},
		{what: "on with the older one", make: hubOn + "\naws securityhub batch-enable-standards --standards-subscription-requests StandardsArn=arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0", keeps: standardOf},
		{what: "with tags of others", make: hubOn + " --tags owner=jo", keeps: "aws securityhub list-tags-for-resource --resource-arn arn:aws:securityhub:us-east-1:" + account + ":hub/default"},
	}},
	{step: "security-hub", kind: "undo", after: []string{"config-recorder"}, found: []start{
		{what: "off everywhere"},
		{what: "on by the book", make: hubOn + " --tags hardbook=security-hub", says: "us-east-1 is off"},
		{what: "on elsewhere", make: hubOn + " --region eu-west-1 --tags hardbook=security-hub", says: "eu-west-1 is off"},
		{what: "on by others", make: hubOn, says: "us-east-1 stays on: this book did not switch it on", keeps: "aws securityhub describe-hub --query HubArn"},
	}},
	{step: "access-analyzer", kind: "do", found: []start{
		{what: "nothing"},
		{what: "ours in one Region", make: analyzer + "hardbook", says: "us-east-1 hardbook: ACTIVE"},
		{what: "ours in both", make: analyzer + "hardbook\n" + analyzer + "hardbook --region eu-west-1"},
		{what: "one of others", make: analyzer + "mine", says: "us-east-1 mine: ACTIVE", keeps: "aws accessanalyzer list-analyzers --query analyzers[].name"},
		{what: "one elsewhere", make: analyzer + "mine --region eu-west-1", says: "eu-west-1 mine: ACTIVE"},
	}},
	{step: "access-analyzer", kind: "undo", after: []string{}, found: []start{
		{what: "nothing"},
		{what: "ours in one Region", make: analyzer + "hardbook"},
		{what: "ours in both", make: analyzer + "hardbook\n" + analyzer + "hardbook --region eu-west-1"},
		{what: "one of others", make: analyzer + "mine", keeps: "aws accessanalyzer list-analyzers --query analyzers[].name"},
	}},
	{step: "flow-logs", kind: "do", found: []start{
		{what: "a flow log of others", make: flowLog("ALL"), keeps: "aws ec2 describe-flow-logs --query FlowLogs[].FlowLogId"},
		{what: "one of what was let in", make: flowLog("ACCEPT")},
		{what: "no network", make: dropNets + dropGate + "aws ec2 delete-vpc --vpc-id $vpc", says: "us-east-1 has no VPC"},
		{what: "a network of others", make: "aws ec2 create-vpc --cidr-block 10.0.0.0/16"},
	}},
}

// flowLog makes a flow log of the default network for this kind of traffic.
func flowLog(kind string) string {
	return findVPC + `aws s3api create-bucket --bucket theirs
aws ec2 create-flow-logs --resource-type VPC --resource-ids $vpc --traffic-type ` + kind + ` --log-destination-type s3 --log-destination arn:aws:s3:::theirs
`
}
