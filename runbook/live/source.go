//go:build !offline

package live

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strings"

	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/credentials/processcreds"
	"github.com/aws/aws-sdk-go-v2/credentials/ssocreds"
	"github.com/aws/smithy-go"

	"hardbook/runbook/names"
	"hardbook/runbook/quote"
)

// aboutSource is for the way by which the credentials come: it gave none.
func aboutSource(err error, who Identity) string {
	root, said := who.root(), err.Error()
	var process *processcreds.ProviderError
	var token *ssocreds.InvalidTokenError
	var empty *credentials.StaticCredentialsEmptyError
	var over *ExpiredError
	switch {
	case errors.As(err, &over):
		return "let the aws command renew it: aws sts get-caller-identity" + onProfile(root) + "; if that fails, " + signIn(root)
	case unreachable(err) && (root.Kind == SSO || root.Kind == Login):
		return "" // a sign-in would not reach AWS either
	case errors.As(err, &process):
		return fmt.Sprintf("aws sts get-caller-identity%s shows why the credential_process fails; for the profiles of the book, aws login --profile %s comes first", onProfile(root), names.AdminProfile)
	case root.Kind == SSO && (errors.As(err, &token) || strings.Contains(said, "SSO token") || errorCode(err) == "UnauthorizedException"):
		return renew(root)
	case root.Kind == SSO && failedOperation(err) == "GetRoleCredentials" && errorCode(err) != "":
		return "you are signed in, but not for that: sso_account_id and sso_role_name of profile " + quote.Shell(root.Profile) + " must be an account and a role of yours"
	case root.Kind == Login && strings.Contains(said, "login token"):
		return renew(root)
	case root.Kind == Container && strings.Contains(said, "failed to load credentials"):
		return "the address in AWS_CONTAINER_CREDENTIALS_FULL_URI (or …_RELATIVE_URI) gives no credentials; in CloudShell reload the page, elsewhere unset it, " + withoutCredentials
	case errors.As(err, &empty), root.Kind == None, root.Kind == Metadata && strings.Contains(said, "EC2 IMDS"):
		return "no credentials were found at all: name a profile with --profile (aws configure list-profiles lists them), sign in with aws login, " + withoutCredentials
	}
	return ""
}

// signIn is the command that signs in again.
func signIn(root Identity) string {
	if root.Kind == SSO {
		return "aws sso login" + onProfile(root)
	}
	return "aws login" + onProfile(root)
}

// renew is how to have new credentials in place of some that are past their time.
func renew(root Identity) string {
	switch root.Kind {
	case SSO, Login:
		return "you are not signed in (any more): " + signIn(root)
	case Environment:
		return "the temporary keys in your environment are past their time: set new ones, or do without: unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN"
	case StaticKeys:
		return "the temporary keys of profile " + quote.Shell(root.Profile) + " are past their time: put new ones into your AWS configuration"
	case Process:
		return "what the credential_process of profile " + quote.Shell(root.Profile) + " hands over is past its time: sign in anew; for the profiles of the book that is aws login --profile " + names.AdminProfile
	case Container:
		return "the credentials here are past their time: in CloudShell, reload the page"
	}
	return "these credentials are past their time: sign in anew"
}

// aboutNetwork is for a computer that does not reach AWS.
func aboutNetwork(err error, _ Identity) string {
	var certificate *tls.CertificateVerificationError
	switch {
	case errors.As(err, &certificate):
		return "something between you and AWS answers in its place (a proxy? then AWS_CA_BUNDLE names its certificate), " + withoutCredentials
	case unreachable(err):
		return "look at your network (HTTPS_PROXY names a proxy), " + withoutCredentials
	}
	return ""
}

// unreachable reports whether nobody answered at all.
func unreachable(err error) bool {
	var dial *net.OpError
	var name *net.DNSError
	return errors.As(err, &dial) || errors.As(err, &name)
}

// onProfile is the option of the aws command that names the identity's profile.
func onProfile(who Identity) string {
	if who.Profile == "" {
		return ""
	}
	return " --profile " + quote.Shell(who.Profile)
}

// failedOperation is the operation that failed at the bottom of err.
func failedOperation(err error) string {
	name := ""
	for op := (*smithy.OperationError)(nil); errors.As(err, &op); err = op.Err {
		name = op.OperationName
	}
	return name
}

// errorCode is what AWS answered, "" if it did not.
func errorCode(err error) string {
	var api smithy.APIError
	if !errors.As(err, &api) {
		return ""
	}
	return api.ErrorCode()
}
