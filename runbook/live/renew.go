//go:build !offline

package live

import (
	"context"

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
