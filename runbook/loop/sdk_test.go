//go:build loop

package loop

import (
	"context"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
)

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
