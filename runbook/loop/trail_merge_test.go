//go:build loop

package loop

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudtrail"
	trailtypes "github.com/aws/aws-sdk-go-v2/service/cloudtrail/types"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"

	"hardbook/runbook"
)

// TestTrailStepsKeepWhatOthersSet: rules of the newer form, a log group and
// notes of one's own stay as they are, whatever the blocks about them do.
func TestTrailStepsKeepWhatOthersSet(t *testing.T) {
	slow(t)
	t.Parallel()
	b := newBook(t, borrow(t), account)
	for _, id := range []string{"admin-user", "trail-logs-role", "trail-bucket", "audit-trail", "security-topic"} {
		b.must("do", id)
	}
	ctx, sdk, name := t.Context(), b.cloud.sdk("testing", "testing"), aws.String("hardbook-trail")

	trails := cloudtrail.NewFromConfig(sdk)
	field := func(name, value string) trailtypes.AdvancedFieldSelector {
		return trailtypes.AdvancedFieldSelector{Field: aws.String(name), Equals: []string{value}}
	}
	put, err := trails.PutEventSelectors(ctx, &cloudtrail.PutEventSelectorsInput{TrailName: name, AdvancedEventSelectors: []trailtypes.AdvancedEventSelector{
		{Name: aws.String("Management"), FieldSelectors: []trailtypes.AdvancedFieldSelector{field("eventCategory", "Management")}},
		{Name: aws.String("Functions"), FieldSelectors: []trailtypes.AdvancedFieldSelector{field("eventCategory", "Data"), field("resources.type", "AWS::Lambda::Function")}},
	}})
	must(t, put, err)
	selectors := func(when string, want int) {
		got, err := trails.GetEventSelectors(ctx, &cloudtrail.GetEventSelectorsInput{TrailName: name})
		must(t, got, err)
		if s := got.AdvancedEventSelectors; len(s) != want || *s[0].Name != "Management" || *s[1].Name != "Functions" {
			t.Errorf("%s, the selectors are %+v", when, s)
		}
	}
	b.must("do", "s3-data-events")
	b.must("do", "s3-data-events")
	selectors("after two pastes", 3)
	r := b.verify()
	is(t, r, "s3-data-events", "beside other rules", runbook.StatusDone)
	is(t, r, "audit-trail", "beside data events", runbook.StatusDone)
	b.must("undo", "s3-data-events")
	selectors("undone", 2)

	logs := cloudwatchlogs.NewFromConfig(sdk)
	made, err := logs.CreateLogGroup(ctx, &cloudwatchlogs.CreateLogGroupInput{LogGroupName: aws.String("theirs")})
	must(t, made, err)
	theirs := aws.String("arn:aws:logs:us-east-1:" + account + ":log-group:theirs:*")
	updated, err := trails.UpdateTrail(ctx, &cloudtrail.UpdateTrailInput{Name: name, CloudWatchLogsLogGroupArn: theirs, CloudWatchLogsRoleArn: aws.String("arn:aws:iam::" + account + ":role/theirs")})
	must(t, updated, err)
	if r := b.shell([]string{"bash"}, "do", "cis-alarms"); r.code == 0 || !strings.Contains(r.out, "Stopped, nothing was changed: the trail sends its events to another log group already: "+*theirs) {
		t.Errorf("beside another log group, the block ends with %d\n%s", r.code, r.out)
	}
	b.must("undo", "cis-alarms")
	got, err := trails.GetTrail(ctx, &cloudtrail.GetTrailInput{Name: name})
	must(t, got, err)
	if arn := aws.ToString(got.Trail.CloudWatchLogsLogGroupArn); arn != *theirs {
		t.Errorf("the log group is %s", arn)
	}
	b.must("undo", "security-topic")
	if r := b.shell([]string{"bash"}, "do", "cis-alarms"); r.code == 0 || !strings.Contains(r.out, "Stopped, nothing was changed: there is no topic hardbook-security.") {
		t.Errorf("without its topic, the block ends with %d\n%s", r.code, r.out)
	}

	buckets, notes, logged := s3.NewFromConfig(sdk), aws.String("their-notes"), aws.String("hardbook-trail-"+account)
	bucket, err := buckets.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: notes})
	must(t, bucket, err)
	policy, err := buckets.PutBucketPolicy(ctx, &s3.PutBucketPolicyInput{Bucket: notes, Policy: aws.String(
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::their-notes/*"}]}`)})
	must(t, policy, err)
	on, err := buckets.PutBucketLogging(ctx, &s3.PutBucketLoggingInput{Bucket: logged, BucketLoggingStatus: &s3types.BucketLoggingStatus{
		LoggingEnabled: &s3types.LoggingEnabled{TargetBucket: notes, TargetPrefix: aws.String("")},
	}})
	must(t, on, err)
	is(t, b.verify(), "trail-access-log", "with notes in a bucket of another name", runbook.StatusDone)
	for _, kind := range []string{"do", "undo"} {
		b.must(kind, "trail-access-log")
		got, err := buckets.GetBucketLogging(ctx, &s3.GetBucketLoggingInput{Bucket: logged})
		must(t, got, err)
		if got.LoggingEnabled == nil || *got.LoggingEnabled.TargetBucket != *notes {
			t.Errorf("after %s the notes go to %+v", kind, got.LoggingEnabled)
		}
	}
}
