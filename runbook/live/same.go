//go:build !offline

package live

import (
	"context"
	"fmt"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"hardbook/runbook/evidence"
)

// WrongAccountError says that the credentials belong to another account.
type WrongAccountError struct{ Got, Want string }

// Error names both accounts.
func (e *WrongAccountError) Error() string {
	return fmt.Sprintf("these credentials belong to account %q, but the config is about %s", e.Got, e.Want)
}

// Hint says how to have the right ones.
func (e *WrongAccountError) Hint() string {
	return "choose the right profile with --profile, or another config with -c"
}

// maxARN is the length of the longest ARN. Source: IAM API reference, pattern of arnType.
const maxARN = 2048

// sameAccount hands on credentials, and asks again whose they are when they are
// others than those that were asked about: a watch outlives a session, and what
// renews one may hand over those of another account by then.
type sameAccount struct {
	aws.CredentialsProvider
	check func(context.Context, aws.CredentialsProvider) error // that they are the account's

	mu     sync.Mutex
	last   aws.Credentials // those that were handed on last
	proven bool            // whether they are known to be the account's
}

// Retrieve is what the SDK asks before each request. Before prove it hands on what
// there is: the first request asks whose that is.
func (s *sameAccount) Retrieve(ctx context.Context) (aws.Credentials, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	got, err := s.CredentialsProvider.Retrieve(ctx)
	if err != nil || s.proven && same(got, s.last) {
		return got, err
	}
	if s.proven {
		if err := s.check(ctx, aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return got, nil })); err != nil {
			return aws.Credentials{}, err
		}
	}
	s.last = got
	return got, nil
}

// prove says that those handed on last are the account's.
func (s *sameAccount) prove() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.proven = true
}

func same(a, b aws.Credentials) bool {
	return a.AccessKeyID == b.AccessKeyID && a.SecretAccessKey == b.SecretAccessKey && a.SessionToken == b.SessionToken
}

// own asks AWS whose credentials these are, and fails where they are not the
// account's.
func (a *Account) own(ctx context.Context, credentials aws.CredentialsProvider) (identity string, err error) {
	asking := a.aws.Copy()
	asking.Credentials = credentials
	a.requests.Add(1)
	who, err := sts.NewFromConfig(asking).GetCallerIdentity(ctx, nil)
	if err != nil {
		return "", err
	}
	identity = aws.ToString(who.Arn)
	if len(identity) > maxARN {
		return "", &noARNError{len(identity)}
	}
	for _, got := range []string{aws.ToString(who.Account), evidence.AccountOf(identity)} {
		if got != a.cfg.Account.ID {
			return "", &WrongAccountError{Got: got, Want: a.cfg.Account.ID}
		}
	}
	return identity, nil
}

// noARNError says that what tells who one is tells no ARN, and how long it is.
type noARNError struct{ length int }

// Error says so.
func (e *noARNError) Error() string {
	return fmt.Sprintf("what answers as AWS tells who you are in %d characters: that is no ARN", e.length)
}
