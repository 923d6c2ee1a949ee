package loop

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/sns"
)

// furnish puts something into the account for every call of verify to find, so
// that calls which wait for the answer of another are made. It is quicker than
// the blocks, and does not make every step done.
func (b *book) furnish(t *testing.T) {
	t.Helper()
	ctx, sdk := t.Context(), b.cloud.sdk("testing", "testing")
	user, group := aws.String(b.Config.Admin.User), aws.String(b.Config.Admin.Group)
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
	} {
		done, err := do()
		must(t, done, err)
	}
	for _, role := range []string{"hardbook-verifier", "hardbook-operator"} {
		made, err := api.CreateRole(ctx, &iam.CreateRoleInput{RoleName: aws.String(role), AssumeRolePolicyDocument: document})
		must(t, made, err)
		put, err := api.PutRolePolicy(ctx, &iam.PutRolePolicyInput{RoleName: aws.String(role), PolicyName: aws.String("own"), PolicyDocument: policy})
		must(t, put, err)
	}
	b.publishCharges(t)
}
