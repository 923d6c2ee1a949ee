//go:build loop

package loop

import (
	"context"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	kmstypes "github.com/aws/aws-sdk-go-v2/service/kms/types"

	"hardbook/runbook/config"
)

// badSeeds are for steps that are done without anybody doing them: something
// is put into the account first for the step to put right.
var badSeeds = map[string]struct {
	why   string
	plant func(*testing.T, *cloud, config.Config)
}{
	"admin-iam-only": {"the user that the book makes has nothing too much", plantPowers},
	"key-rotation":   {"an account has no keys of its own", plantKeys},
	"unused-regions": {"a new account has no such Region on", enableRegion},
}

// plantKeys makes keys: one to be rotated, one that is disabled, and one that
// cannot be rotated.
func plantKeys(t *testing.T, c *cloud, _ config.Config) {
	t.Helper()
	ctx, api := context.Background(), kms.NewFromConfig(c.sdk("testing", "testing"))
	first, err := api.CreateKey(ctx, &kms.CreateKeyInput{})
	must(t, first, err)
	second, err := api.CreateKey(ctx, &kms.CreateKeyInput{})
	must(t, second, err)
	off, err := api.DisableKey(ctx, &kms.DisableKeyInput{KeyId: second.KeyMetadata.KeyId})
	must(t, off, err)
	third, err := api.CreateKey(ctx, &kms.CreateKeyInput{KeySpec: kmstypes.KeySpecRsa2048, KeyUsage: kmstypes.KeyUsageTypeSignVerify})
	must(t, third, err)
}

// remains are what an undo leaves on purpose, as the step's text says, and how
// it goes from the account for the comparison with the one of before.
var remains = map[string]struct {
	why   string
	clear func(*testing.T, *cloud)
}{
	"config-recorder": {"AWS's own role: whether anything else uses it only AWS knows", func(t *testing.T, c *cloud) {
		gone, err := iam.NewFromConfig(c.sdk("testing", "testing")).DeleteServiceLinkedRole(context.Background(), &iam.DeleteServiceLinkedRoleInput{RoleName: aws.String("AWSServiceRoleForConfig")})
		must(t, gone, err)
	}},
}

// plantPowers gives the admin user too much in every way there is, and a
// policy that only denies, which must stay.
func plantPowers(t *testing.T, c *cloud, cfg config.Config) {
	t.Helper()
	ctx, api, user, group := context.Background(), iam.NewFromConfig(c.sdk("testing", "testing")), aws.String(cfg.Admin.User), aws.String(cfg.Admin.Group)
	allow := aws.String(`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}`)
	deny := aws.String(`{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}`)
	admin, power := aws.String("arn:aws:iam::aws:policy/AdministratorAccess"), aws.String("arn:aws:iam::aws:policy/PowerUserAccess")
	other := aws.String("other-admins")
	own, err := api.CreatePolicy(ctx, &iam.CreatePolicyInput{PolicyName: aws.String("own"), PolicyDocument: allow})
	must(t, own, err)
	for _, do := range []func() (any, error){
		func() (any, error) {
			return api.AttachUserPolicy(ctx, &iam.AttachUserPolicyInput{UserName: user, PolicyArn: admin})
		},
		func() (any, error) {
			return api.AttachUserPolicy(ctx, &iam.AttachUserPolicyInput{UserName: user, PolicyArn: own.Policy.Arn})
		},
		func() (any, error) {
			return api.PutUserPolicy(ctx, &iam.PutUserPolicyInput{UserName: user, PolicyName: aws.String("buckets+more@home"), PolicyDocument: allow})
		},
		func() (any, error) {
			return api.PutUserPolicy(ctx, &iam.PutUserPolicyInput{UserName: user, PolicyName: aws.String("no-buckets"), PolicyDocument: deny})
		},
		func() (any, error) { return api.CreateGroup(ctx, &iam.CreateGroupInput{GroupName: other}) },
		func() (any, error) {
			return api.AttachGroupPolicy(ctx, &iam.AttachGroupPolicyInput{GroupName: other, PolicyArn: admin})
		},
		func() (any, error) {
			return api.AddUserToGroup(ctx, &iam.AddUserToGroupInput{GroupName: other, UserName: user})
		},
		func() (any, error) {
			return api.AttachGroupPolicy(ctx, &iam.AttachGroupPolicyInput{GroupName: group, PolicyArn: power})
		},
		func() (any, error) {
			return api.PutGroupPolicy(ctx, &iam.PutGroupPolicyInput{GroupName: group, PolicyName: aws.String("buckets"), PolicyDocument: allow})
		},
	} {
		done, err := do()
		must(t, done, err)
	}
}

// must fails the test when a call to the emulator failed.
func must(t *testing.T, _ any, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// sdk is a way to the account for the Go SDK, with somebody's access key.
func (c *cloud) sdk(key, secret string) aws.Config {
	return aws.Config{
		Region: "us-east-1", BaseEndpoint: aws.String(c.server.URL), RetryMaxAttempts: 1,
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: key, SecretAccessKey: secret}, nil
		}),
	}
}
