package reference

import (
	"strings"
	"testing"
)

func mustLoad(t *testing.T) Actions {
	t.Helper()
	known, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return known
}

// TestTheReference: facts that everybody knows are in it.
func TestTheReference(t *testing.T) {
	known := mustLoad(t)
	if len(known) < 1000 {
		t.Errorf("only %d actions", len(known))
	}
	for name, want := range map[string]struct{ level, resource string }{
		"budgets:ViewBudget":               {"Read", "arn:${Partition}:budgets::${Account}:budget/${BudgetName}"},
		"cloudshell:CreateEnvironment":     {"Write", ""},
		"ec2:DescribeRegions":              {"List", ""},
		"ec2:EnableEbsEncryptionByDefault": {"Write", ""},
		"iam:GetAccountSummary":            {"List", ""},
		"iam:GetUser":                      {"Read", "arn:${Partition}:iam::${Account}:user/${UserNameWithPath}"},
		"s3:GetBucketPolicy":               {"Read", "arn:${Partition}:s3:::${BucketName}"},
		"signin:CreateOAuth2Token":         {"Read", "arn:${Partition}:signin:${Region}:${Account}:oauth2/public-client/localhost"},
		"sns:Publish":                      {"Write", "arn:${Partition}:sns:${Region}:${Account}:${TopicName}"},
		"ssm:UpdateServiceSetting":         {"Write", "arn:${Partition}:ssm:${Region}:${Account}:servicesetting/${ResourceId}"},
		"sts:AssumeRole":                   {"Write", "arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}"},
	} {
		got, ok := known[name]
		if !ok || got.Level != want.level || !strings.Contains(strings.Join(got.Resources, ","), want.resource) || (len(got.Resources) == 0) != (want.resource == "") {
			t.Errorf("%s: %v, %+v; want %+v", name, ok, got, want)
		}
	}
	for name, action := range known {
		for _, pattern := range action.Resources {
			if !fits(strings.Replace(pattern, "${Partition}", "aws", 1), pattern) {
				t.Errorf("%s: %q is no pattern of an ARN", name, pattern)
			}
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	for _, bad := range []string{"", "a:B\tRead\n", "a:B\tRead\t\n", "a:B\t\t-\n", "a:C\tRead\t-\na:B\tRead\t-\n", "a:B\tRead\t-\na:B\tRead\t-\n"} {
		if known, err := load(bad); err == nil || !strings.HasPrefix(err.Error(), "actions.tsv:") {
			t.Errorf("%q: %v, %v", bad, known, err)
		}
	}
}

func TestFits(t *testing.T) {
	const bucket, object = "arn:${Partition}:s3:::${BucketName}", "arn:${Partition}:s3:::${BucketName}/${ObjectName}"
	const role, topic = "arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}", "arn:${Partition}:sns:${Region}:${Account}:${TopicName}"
	for _, c := range []struct {
		resource, pattern string
		want              bool
	}{
		{"arn:aws:s3:::b", bucket, true}, {"arn:aws:s3:::*", bucket, true}, {"arn:aws:s3:::b/*", bucket, false},
		{"arn:aws:s3:::b/*", object, true}, {"arn:aws:s3:::b/AWSLogs/1/*", object, true}, {"arn:aws:s3:::b", object, false},
		{"arn:aws:s3:us-east-1::b", bucket, false}, {"arn:aws:s3:::", bucket, false}, {"arn:aws:s3:*", bucket, false},
		{"arn:aws:*:::b", bucket, false}, {"b", bucket, false}, {"", bucket, false},
		{"arn:aws:iam::1:role/a", role, true}, {"arn:aws:iam::1:role/p/a", role, true}, {"arn:aws:iam::*:role/*", role, true},
		{"arn:aws:iam::1:user/a", role, false}, {"arn:aws:iam:us-east-1:1:role/a", role, false}, {"arn:aws:iam:::role/a", role, false},
		{"arn:aws:iam::1:role/${aws:username}", role, true}, {"arn:aws:iam::1:*", role, true}, {"arn:aws:iam::1:role/", role, false},
		{"arn:aws:sns:us-east-1:1:t", topic, true}, {"arn:aws:sns:*:1:t?", topic, true}, {"arn:aws:sns::1:t", topic, false},
	} {
		if got := fits(c.resource, c.pattern); got != c.want {
			t.Errorf("%s as %s: %v", c.resource, c.pattern, got)
		}
	}
}
