//go:build loop

package loop

import (
	"net/http/httptest"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook/testneeds"
)

// apiCalls are calls by every protocol, in an order in which they work: the
// command, the operation, and the action that AWS checks.
var apiCalls = []struct{ command, operation, action string }{
	{"s3api create-bucket --bucket logs-1", "CreateBucket", "s3:CreateBucket"},
	{"s3api head-bucket --bucket logs-1", "HeadBucket", "s3:ListBucket"},
	{"s3api list-buckets", "ListBuckets", "s3:ListAllMyBuckets"},
	{"s3api get-bucket-location --bucket logs-1", "GetBucketLocation", "s3:GetBucketLocation"},
	{"s3api put-public-access-block --bucket logs-1 --public-access-block-configuration BlockPublicAcls=true", "PutPublicAccessBlock", "s3:PutBucketPublicAccessBlock"},
	{"s3api get-public-access-block --bucket logs-1", "GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock"},
	{"s3api put-bucket-versioning --bucket logs-1 --versioning-configuration Status=Enabled", "PutBucketVersioning", "s3:PutBucketVersioning"},
	{"s3api get-bucket-versioning --bucket logs-1", "GetBucketVersioning", "s3:GetBucketVersioning"},
	{`s3api put-bucket-encryption --bucket logs-1 --server-side-encryption-configuration {"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]}`, "PutBucketEncryption", "s3:PutEncryptionConfiguration"},
	{"s3api get-bucket-encryption --bucket logs-1", "GetBucketEncryption", "s3:GetEncryptionConfiguration"},
	{`s3api put-bucket-policy --bucket logs-1 --policy {"Version":"2012-10-17","Statement":[]}`, "PutBucketPolicy", "s3:PutBucketPolicy"},
	{"s3api get-bucket-policy --bucket logs-1", "GetBucketPolicy", "s3:GetBucketPolicy"},
	{"s3api delete-bucket-policy --bucket logs-1", "DeleteBucketPolicy", "s3:DeleteBucketPolicy"},
	{`s3api put-bucket-lifecycle-configuration --bucket logs-1 --lifecycle-configuration {"Rules":[{"ID":"x","Status":"Enabled","Filter":{},"Expiration":{"Days":9}}]}`, "PutBucketLifecycleConfiguration", "s3:PutLifecycleConfiguration"},
	{"s3api get-bucket-lifecycle-configuration --bucket logs-1", "GetBucketLifecycleConfiguration", "s3:GetLifecycleConfiguration"},
	{"s3api delete-bucket-lifecycle --bucket logs-1", "DeleteBucketLifecycle", "s3:PutLifecycleConfiguration"},
	{"s3api delete-public-access-block --bucket logs-1", "DeletePublicAccessBlock", "s3:PutBucketPublicAccessBlock"},
	{"cloudtrail create-trail --name trail-1 --s3-bucket-name logs-1", "CreateTrail", "cloudtrail:CreateTrail"},
	{"s3api delete-bucket --bucket logs-1", "DeleteBucket", "s3:DeleteBucket"},
	{"s3control put-public-access-block --account-id " + account + " --public-access-block-configuration BlockPublicAcls=true", "PutPublicAccessBlock", "s3:PutAccountPublicAccessBlock"},
	{"s3control get-public-access-block --account-id " + account, "GetPublicAccessBlock", "s3:GetAccountPublicAccessBlock"},
	{"s3control delete-public-access-block --account-id " + account, "DeletePublicAccessBlock", "s3:PutAccountPublicAccessBlock"},
	{"budgets describe-budgets --account-id " + account, "DescribeBudgets", "budgets:ViewBudget"},
	{`budgets create-budget --account-id ` + account + ` --budget {"BudgetName":"b","BudgetType":"COST","TimeUnit":"MONTHLY","BudgetLimit":{"Amount":"9","Unit":"USD"}} --notifications-with-subscribers [{"Notification":` + notice80 + `,"Subscribers":[` + subOne + `]}]`, "CreateBudget", "budgets:ModifyBudget"},
	{"budgets describe-notifications-for-budget --budget-name b --account-id " + account, "DescribeNotificationsForBudget", "budgets:ViewBudget"},
	{"budgets create-subscriber --budget-name b --account-id " + account + " --notification " + notice80 + " --subscriber " + subTwo, "CreateSubscriber", "budgets:ModifyBudget"},
	{"budgets describe-subscribers-for-notification --budget-name b --account-id " + account + " --notification " + notice80, "DescribeSubscribersForNotification", "budgets:ViewBudget"},
	{"budgets delete-budget --budget-name b --account-id " + account, "DeleteBudget", "budgets:ModifyBudget"},
	{"cloudwatch describe-alarms", "DescribeAlarms", "cloudwatch:DescribeAlarms"},
	{"ec2 get-ebs-encryption-by-default", "GetEbsEncryptionByDefault", "ec2:GetEbsEncryptionByDefault"},
	{"account put-alternate-contact --alternate-contact-type BILLING --name=Jo --title=Dr --email-address=a@example.com --phone-number=1", "PutAlternateContact", "account:PutAlternateContact"},
	{"account get-alternate-contact --alternate-contact-type BILLING", "GetAlternateContact", "account:GetAlternateContact"},
	{"account get-contact-information", "GetContactInformation", "account:GetContactInformation"},
	{"ssm get-service-setting --setting-id " + sharing, "GetServiceSetting", "ssm:GetServiceSetting"},
	{"ssm update-service-setting --setting-value Disable --setting-id " + sharing, "UpdateServiceSetting", "ssm:UpdateServiceSetting"},
	{"accessanalyzer list-analyzers", "ListAnalyzers", "access-analyzer:ListAnalyzers"},
	{"events list-rules", "ListRules", "events:ListRules"},
	{"guardduty list-detectors", "ListDetectors", "guardduty:ListDetectors"},
	{"configservice describe-delivery-channels", "DescribeDeliveryChannels", "config:DescribeDeliveryChannels"},
	{"securityhub describe-standards", "DescribeStandards", "securityhub:DescribeStandards"},
	{"iam list-users", "ListUsers", "iam:ListUsers"},
}

// TestProtocols: the front names each call by its operation, whichever client
// makes it, and the emulator checks the action that AWS checks: who has it may,
// who has it not gets an error that says so.
func TestProtocols(t *testing.T) {
	slow(t)
	need(t, testneeds.AWS2)
	t.Parallel()
	b := newBook(t, borrow(t), account)
	for _, version := range []int{1, 2} {
		b.cloud.reset(t)
		if version == 2 {
			b.useV2()
		}
		var actions []string
		for _, call := range apiCalls {
			actions = append(actions, call.action)
		}
		mayKey, maySecret := b.makeUser("may", actions)
		mayNotKey, mayNotSecret := b.makeUser("may-not", []string{"sts:*"})
		b.cloud.enforce(t, "0")
		for _, call := range apiCalls {
			b.calls(call.command, call.operation, check{mayKey, call.action, true}, maySecret)
			if strings.Contains(call.operation, "Describe") || strings.Contains(call.operation, "Create") || strings.HasPrefix(call.command, "s3control") || strings.HasPrefix(call.command, "accessanalyzer") {
				b.calls(call.command, call.operation, check{mayNotKey, call.action, false}, mayNotSecret)
			}
		}
	}
}

// calls runs an aws command with an access key. AWS must get one request, for
// this operation, and check this.
func (b *book) calls(command, operation string, want check, secret string) {
	b.t.Helper()
	b.cloud.forget()
	cmd := exec.Command(b.home+"/bin/aws", strings.Fields(command)...)
	cmd.Env = b.env("AWS_ACCESS_KEY_ID="+want.Key, "AWS_SECRET_ACCESS_KEY="+secret)
	r := b.finish(cmd)
	if denied := strings.Contains(r.out, "(AccessDenied"); denied == want.Allowed || (r.code == 0) != want.Allowed {
		b.t.Errorf("aws %s: exit code %d, denied %v\n%s", command, r.code, denied, r.out)
	}
	if seen := b.cloud.actions(); !slices.Equal(seen, []string{operation}) {
		b.t.Errorf("aws %s: the front saw %v, not %s", command, seen, operation)
	}
	if asked := b.cloud.asked(b.t); !slices.Equal(asked, []check{want}) {
		b.t.Errorf("aws %s: AWS checked %v, not %v", command, asked, want)
	}
}

// TestS3Action: requests as other clients make them, and such as have no name.
func TestS3Action(t *testing.T) {
	for asked, want := range map[string]string{
		"GET /?x-id=ListBuckets": "ListBuckets", "DELETE /b?encryption": "DeleteBucketEncryption",
		"GET /b?list-type=2&prefix=x": "ListObjectsV2", "GET /b?prefix=x": "ListObjects", "GET /b?versions": "ListObjectVersions",
		"GET /b/policy": "GetObject", "PUT /b/k?x-id=PutObject": "PutObject", "PUT /b?inventory&id=1": "PUT /b?inventory&id=1",
		"POST /b?delete": "POST /b?delete", "PUT /b/": "CreateBucket",
		"GET /v20180820/configuration/publicAccessBlock": "GetPublicAccessBlock",
	} {
		method, target, _ := strings.Cut(asked, " ")
		r := httptest.NewRequest(method, target, nil)
		r.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=AKIA/20260131/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0")
		if got := operation(r, nil); got != want {
			t.Errorf("%s is named %s, not %s", asked, got, want)
		}
	}
}
