//go:build loop

package loop

import (
	"context"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

// TestSession: whoever assumed a role may do what the role may, not what they
// may themselves, and only who is trusted may assume it.
func TestSession(t *testing.T) {
	t.Parallel()
	b := newBook(t, borrow(t), account)
	key, secret := b.makeUser("trusted", []string{"sts:AssumeRole", "iam:ListGroups"})
	otherKey, otherSecret := b.makeUser("other", []string{"sts:AssumeRole"})
	role := b.makeRole("reader", "trusted", "iam:ListUsers")
	b.cloud.enforce(t, "0")
	b.cloud.forget()

	if _, err := b.assume(otherKey, otherSecret, role); err == nil {
		t.Error("a user whom the role does not trust assumes it")
	}
	session, err := b.assume(key, secret, role)
	must(t, session, err)
	api := iam.NewFromConfig(session)
	users, err := api.ListUsers(t.Context(), &iam.ListUsersInput{})
	must(t, users, err)
	if _, err := api.ListGroups(t.Context(), &iam.ListGroupsInput{}); err == nil {
		t.Error("the session may do what only its user may")
	}
	creds, err := session.Credentials.Retrieve(t.Context())
	must(t, creds, err)
	want := []check{
		{otherKey, "sts:AssumeRole", false}, {key, "sts:AssumeRole", true},
		{creds.AccessKeyID, "iam:ListUsers", true}, {creds.AccessKeyID, "iam:ListGroups", false},
	}
	if asked := b.cloud.asked(t); !slices.Equal(asked, want) {
		t.Errorf("AWS checked %v, not %v", asked, want)
	}
}

// makeRole makes a role that a user may assume, with MFA, for one action. That
// there was MFA the emulator takes for granted.
func (b *book) makeRole(name, user, action string) (arn string) {
	b.t.Helper()
	api := iam.NewFromConfig(b.cloud.sdk("testing", "testing"))
	made, err := api.CreateRole(b.t.Context(), &iam.CreateRoleInput{RoleName: &name, AssumeRolePolicyDocument: aws.String(
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"arn:aws:iam::` + account + `:user/` + user +
			`"},"Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}]}`)})
	must(b.t, made, err)
	put, err := api.PutRolePolicy(b.t.Context(), &iam.PutRolePolicyInput{RoleName: &name, PolicyName: &name, PolicyDocument: aws.String(
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"` + action + `","Resource":"*"}]}`)})
	must(b.t, put, err)
	return *made.Role.Arn
}

// assume is a way to the account as a role, for who has an access key.
func (b *book) assume(key, secret, role string) (aws.Config, error) {
	as := b.cloud.sdk(key, secret)
	given, err := sts.NewFromConfig(as).AssumeRole(b.t.Context(), &sts.AssumeRoleInput{RoleArn: &role, RoleSessionName: aws.String("test")})
	if err != nil {
		return as, err
	}
	as.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		c := given.Credentials
		return aws.Credentials{AccessKeyID: *c.AccessKeyId, SecretAccessKey: *c.SecretAccessKey, SessionToken: *c.SessionToken}, nil
	})
	return as, nil
}
