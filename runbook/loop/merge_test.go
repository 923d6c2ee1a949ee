//go:build loop

package loop

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudtrail"
	trailtypes "github.com/aws/aws-sdk-go-v2/service/cloudtrail/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"

	"hardbook/runbook"
)

// TestBucketKeepsWhatOthersSet: statements, rules and logs that were in the
// bucket stay there, whatever its blocks do.
func TestBucketKeepsWhatOthersSet(t *testing.T) {
	slow(t)
	t.Parallel()
	b := newBook(t, borrow(t), account)
	ctx, api, bucket := t.Context(), s3.NewFromConfig(b.cloud.sdk("testing", "testing")), aws.String("hardbook-trail-"+account)
	made, err := api.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: bucket})
	must(t, made, err)
	log, err := api.PutObject(ctx, &s3.PutObjectInput{Bucket: bucket, Key: aws.String("log"), Body: strings.NewReader("log")})
	must(t, log, err)
	// One statement alone, not in a list, and one of ours, as it must not be.
	for _, statement := range []string{`"Sid":"Theirs"`, `"Sid":"OnlyWithTLS"`} {
		policy := `{"Version":"2012-10-17","Statement":{` + statement + `,"Effect":"Deny","Principal":"*","Action":"s3:DeleteObject","Resource":"arn:aws:s3:::` + *bucket + `/*"}}`
		put, err := api.PutBucketPolicy(ctx, &s3.PutBucketPolicyInput{Bucket: bucket, Policy: aws.String(policy)})
		must(t, put, err)
		b.must("do", "trail-bucket")
		got, err := api.GetBucketPolicy(ctx, &s3.GetBucketPolicyInput{Bucket: bucket})
		must(t, got, err)
		stays := strings.Contains(*got.Policy, "s3:DeleteObject")
		if stays != strings.Contains(statement, "Theirs") || strings.Count(*got.Policy, `"OnlyWithTLS"`) != 1 {
			t.Errorf("after %s the policy is %s", statement, *got.Policy)
		}
	}
	rules, err := api.PutBucketLifecycleConfiguration(ctx, &s3.PutBucketLifecycleConfigurationInput{
		Bucket: bucket, LifecycleConfiguration: &s3types.BucketLifecycleConfiguration{Rules: []s3types.LifecycleRule{{
			ID: aws.String("theirs"), Prefix: aws.String("tmp/"), Status: "Enabled", Expiration: &s3types.LifecycleExpiration{Days: aws.Int32(5)},
		}}},
	})
	must(t, rules, err)
	b.must("do", "trail-bucket")
	b.must("do", "trail-bucket")
	is(t, b.verify(), "trail-bucket", "beside what others set", runbook.StatusDone)
	got, err := api.GetBucketLifecycleConfiguration(ctx, &s3.GetBucketLifecycleConfigurationInput{Bucket: bucket})
	must(t, got, err)
	if len(got.Rules) != 2 || *got.Rules[0].ID != "theirs" || *got.Rules[0].Filter.Prefix != "tmp/" || *got.Rules[0].Expiration.Days != 5 {
		t.Errorf("the rules are %+v", got.Rules)
	}

	r := b.shell([]string{"bash"}, "undo", "trail-bucket")
	if r.code == 0 || !strings.Contains(r.out, "(BucketNotEmpty)") || strings.Contains(r.out, "Finished") {
		t.Errorf("the undo of a bucket with a log in it ends with %d\n%s", r.code, r.out)
	}
	is(t, b.verify(), "trail-bucket", "after an undo that was refused", runbook.StatusDone)
}

// TestTrailKeepsWhatOthersSet: data events that the trail records stay.
func TestTrailKeepsWhatOthersSet(t *testing.T) {
	slow(t)
	t.Parallel()
	b := newBook(t, borrow(t), account)
	b.must("do", "trail-bucket")
	b.must("do", "audit-trail")
	b.refuseSecondTrail()
	api, name := cloudtrail.NewFromConfig(b.cloud.sdk("testing", "testing")), aws.String("hardbook-trail")
	data := []trailtypes.DataResource{{Type: aws.String("AWS::S3::Object"), Values: []string{"arn:aws:s3:::x/"}}}
	for what, selectors := range map[string][]trailtypes.EventSelector{
		"data events alone": {{ReadWriteType: "WriteOnly", IncludeManagementEvents: aws.Bool(false), DataResources: data}},
		"half": {{ReadWriteType: "WriteOnly", IncludeManagementEvents: aws.Bool(true), DataResources: data},
			{ReadWriteType: "All", IncludeManagementEvents: aws.Bool(true), ExcludeManagementEventSources: []string{"kms.amazonaws.com"}}},
	} {
		put, err := api.PutEventSelectors(t.Context(), &cloudtrail.PutEventSelectorsInput{TrailName: name, EventSelectors: selectors})
		must(t, put, err)
		if what == "data events alone" {
			is(t, b.verify(), "audit-trail", what, runbook.StatusTodo)
		}
		b.must("do", "audit-trail")
		b.must("do", "audit-trail")
		is(t, b.verify(), "audit-trail", "mended after "+what, runbook.StatusDone)
		got, err := api.GetEventSelectors(t.Context(), &cloudtrail.GetEventSelectorsInput{TrailName: name})
		must(t, got, err)
		if s := got.EventSelectors; len(s) != 2 || s[0].ReadWriteType != "WriteOnly" || len(s[0].DataResources) != 1 || len(s[1].ExcludeManagementEventSources) > 0 {
			t.Errorf("%s: the selectors are %+v", what, s)
		}
	}
	field := func(name, value string) trailtypes.AdvancedFieldSelector {
		return trailtypes.AdvancedFieldSelector{Field: aws.String(name), Equals: []string{value}}
	}
	put, err := api.PutEventSelectors(t.Context(), &cloudtrail.PutEventSelectorsInput{TrailName: name, AdvancedEventSelectors: []trailtypes.AdvancedEventSelector{
		{Name: aws.String("Management"), FieldSelectors: []trailtypes.AdvancedFieldSelector{field("eventCategory", "Management"), field("readOnly", "false")}},
		{Name: aws.String("Files"), FieldSelectors: []trailtypes.AdvancedFieldSelector{field("eventCategory", "Data"), field("resources.type", "AWS::S3::Object")}},
	}})
	must(t, put, err)
	is(t, b.verify(), "audit-trail", "with advanced selectors", runbook.StatusTodo)
	b.must("do", "audit-trail")
	b.must("do", "audit-trail")
	is(t, b.verify(), "audit-trail", "mended after advanced selectors", runbook.StatusDone)
	got, err := api.GetEventSelectors(t.Context(), &cloudtrail.GetEventSelectorsInput{TrailName: name})
	must(t, got, err)
	if s := got.AdvancedEventSelectors; len(s) != 2 || *s[0].Name != "Files" || len(s[1].FieldSelectors) != 1 {
		t.Errorf("the selectors are %+v", s)
	}
}

// refuseSecondTrail makes the aws command refuse every create-trail from now on,
// as AWS does where there is one of the name. moto makes the trail anew.
func (b *book) refuseSecondTrail() {
	b.t.Helper()
	b.aws(`if [ "$1 $2" = 'cloudtrail create-trail' ]; then
  echo 'An error occurred (TrailAlreadyExistsException) when calling the CreateTrail operation: it exists' >&2
  exit 254
fi
exec ` + toFront(awsPath(b.t)) + ` "$@"`)
}

// awsPath is where version 1 of the aws command is.
func awsPath(t *testing.T) string {
	t.Helper()
	path, err := awsV1()
	must(t, path, err)
	return path
}
