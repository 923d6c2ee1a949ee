package loop

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudtrail"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sns"
)

// furnish puts something into the account for every call of verify to find, so
// that calls which wait for the answer of another are made. It is quicker than
// the blocks, and does not make every step done.
func (b *book) furnish(t *testing.T) {
	t.Helper()
	ctx, sdk := t.Context(), b.cloud.sdk("testing", "testing")
	user, group, role := aws.String(b.Config.Admin.User), aws.String(b.Config.Admin.Group), aws.String("hardbook-verifier")
	document := aws.String(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"*"}}]}`)
	policy := aws.String(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:GetUser","Resource":"*"}]}`)
	api, topics := iam.NewFromConfig(sdk), sns.NewFromConfig(sdk)

	topic, err := topics.CreateTopic(ctx, &sns.CreateTopicInput{Name: aws.String("bills")})
	must(t, topic, err)
	for _, address := range b.Config.Notify {
		s, err := topics.Subscribe(ctx, &sns.SubscribeInput{TopicArn: topic.TopicArn, Protocol: aws.String("email"), Endpoint: aws.String(address)})
		must(t, s, err)
	}
	for _, do := range []func() (any, error){
		func() (any, error) { return api.CreateGroup(ctx, &iam.CreateGroupInput{GroupName: group}) },
		func() (any, error) { return api.CreateUser(ctx, &iam.CreateUserInput{UserName: user}) },
		func() (any, error) {
			return api.AddUserToGroup(ctx, &iam.AddUserToGroupInput{GroupName: group, UserName: user})
		},
		func() (any, error) {
			return api.AttachGroupPolicy(ctx, &iam.AttachGroupPolicyInput{GroupName: group, PolicyArn: aws.String("arn:aws:iam::aws:policy/IAMFullAccess")})
		},
		func() (any, error) {
			return api.CreateLoginProfile(ctx, &iam.CreateLoginProfileInput{UserName: user, Password: aws.String("Not-a-secret-1")})
		},
		func() (any, error) {
			return api.CreateRole(ctx, &iam.CreateRoleInput{RoleName: role, AssumeRolePolicyDocument: document})
		},
		func() (any, error) {
			return api.PutRolePolicy(ctx, &iam.PutRolePolicyInput{RoleName: role, PolicyName: aws.String("hardbook-verify"), PolicyDocument: policy})
		},
	} {
		done, err := do()
		must(t, done, err)
	}
	b.publishCharges(t)
	b.furnishTrail(t)
}

// furnishTrail makes a trail and the bucket that it writes to, both as AWS makes
// them when nothing is said.
func (b *book) furnishTrail(t *testing.T) {
	t.Helper()
	bucket, sdk := aws.String("some-logs"), b.cloud.sdk("testing", "testing")
	made, err := s3.NewFromConfig(sdk).CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: bucket})
	must(t, made, err)
	trail, err := cloudtrail.NewFromConfig(sdk).CreateTrail(t.Context(), &cloudtrail.CreateTrailInput{Name: aws.String("some-trail"), S3BucketName: bucket})
	must(t, trail, err)
}
