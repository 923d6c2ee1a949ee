//go:build !offline

package live

import (
	"context"
	"errors"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/middleware"
)

// ExpiredError says that a sign-in has expired and that hardbook does not renew it.
// The SDK would, and write the new tokens over those of the aws command: hardbook
// writes no secret, and an answer that lacks a token would cost the sign-in.
type ExpiredError struct{}

// Error says so.
func (*ExpiredError) Error() string {
	return "this sign-in has expired, and hardbook does not renew it: it would have to write the new tokens to your disk"
}

// renewsNothing makes clients refuse to renew a session of aws sso login or of aws
// login. Source: aws-sdk-go-v2, credentials/ssocreds and credentials/logincreds.
func renewsNothing(stack *middleware.Stack) error {
	return stack.Initialize.Add(middleware.InitializeMiddlewareFunc("hardbook:renewsNothing", func(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
		switch [2]string{awsmiddleware.GetServiceID(ctx), awsmiddleware.GetOperationName(ctx)} {
		case [2]string{"SSO OIDC", "CreateToken"}, [2]string{"Signin", "CreateOAuth2Token"}:
			return middleware.InitializeOutput{}, middleware.Metadata{}, &ExpiredError{}
		}
		return next.HandleInitialize(ctx, in)
	}), middleware.After)
}

// expired is what to do about a sign-in that has expired, "" where err is about
// something else.
func expired(err error, root Identity) string {
	var over *ExpiredError
	if !errors.As(err, &over) {
		return ""
	}
	login := "aws login"
	if root.Kind == SSO {
		login = "aws sso login"
	}
	return "let the aws command renew it: aws sts get-caller-identity" + onProfile(root) + "; if that fails, " + login + onProfile(root)
}
