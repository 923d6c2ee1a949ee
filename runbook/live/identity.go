//go:build !offline

package live

import (
	"cmp"
	"context"
	"errors"
	"os"
	"strings"

	awsconfig "github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/smithy-go/logging"
)

// Kind is a way to have credentials.
type Kind string

// The kinds, in the order in which the SDK prefers them.
const (
	Environment Kind = "environment"        // access key in environment variables
	StaticKeys  Kind = "static-keys"        // access key in the AWS configuration
	Role        Kind = "role"               // role that other credentials put on
	WebIdentity Kind = "web-identity"       // role for a token in a file
	SSO         Kind = "sso"                // session of aws sso login
	Login       Kind = "login"              // session of aws login
	Process     Kind = "credential-process" // command that hands credentials over
	Container   Kind = "container"          // service beside the program, as in CloudShell
	Metadata    Kind = "ec2-metadata"       // the role of an EC2 instance, if this is one
	None        Kind = "none"
)

// Identity is where the SDK will take credentials from: what can be known
// without asking anybody. It holds no secret.
type Identity struct {
	Kind    Kind
	Profile string    // profile of the AWS configuration that says so, if any
	Key     string    // last four characters of the access key ID
	Role    string    // ARN of the role that is put on
	MFA     string    // MFA device that the role asks for
	Source  *Identity // whose credentials put the role on
}

// Identify finds the credentials as the SDK's default chain does, but opens no
// connection and runs no command. An error means that the AWS configuration
// cannot be used; it is a *NoCredentialsError.
func Identify(ctx context.Context, o Options) (Identity, error) {
	env, err := awsconfig.NewEnvConfig()
	if err != nil {
		return Identity{}, &NoCredentialsError{Err: &configurationError{err}}
	}
	named := cmp.Or(o.Profile, env.SharedConfigProfile)
	shared, err := sharedProfile(ctx, env, cmp.Or(named, "default"))
	var missing awsconfig.SharedConfigProfileNotExistError
	switch {
	case named == "" && errors.As(err, &missing) && missing.Profile == "default":
		shared = awsconfig.SharedConfig{} // nobody asked for it
	case err != nil:
		who := Identity{Profile: cmp.Or(named, "default")}
		return who, &NoCredentialsError{&configurationError{err}, who}
	}
	return o.among(env, shared), nil
}

// among prefers what the SDK prefers among variables and profile.
// Source: aws-sdk-go-v2, config/resolve_credentials.go, resolveCredentialChain.
func (o Options) among(env awsconfig.EnvConfig, shared awsconfig.SharedConfig) Identity {
	switch {
	case o.Profile == "" && env.Credentials.HasKeys():
		return Identity{Kind: Environment, Key: lastFour(env.Credentials.AccessKeyID)}
	case o.Profile == "" && env.WebIdentityTokenFilePath != "":
		return Identity{Kind: WebIdentity, Role: env.RoleARN}
	}
	return fromProfile(env, shared)
}

// sharedProfile reads a profile from the files that the environment names.
func sharedProfile(ctx context.Context, env awsconfig.EnvConfig, name string) (awsconfig.SharedConfig, error) {
	return awsconfig.LoadSharedConfigProfile(ctx, name, func(o *awsconfig.LoadSharedConfigOptions) {
		o.Logger = logging.Nop{}
		if env.SharedConfigFile != "" {
			o.ConfigFiles = []string{env.SharedConfigFile}
		}
		if env.SharedCredentialsFile != "" {
			o.CredentialsFiles = []string{env.SharedCredentialsFile}
		}
	})
}

// fromProfile prefers what the SDK prefers among the members of a profile.
// Source: aws-sdk-go-v2, config/resolve_credentials.go, resolveCredsFromProfile.
func fromProfile(env awsconfig.EnvConfig, p awsconfig.SharedConfig) Identity {
	who := Identity{Profile: p.Profile}
	switch {
	case p.Source != nil:
		who = fromProfile(env, *p.Source)
	case p.Credentials.HasKeys():
		who.Kind, who.Key = StaticKeys, lastFour(p.Credentials.AccessKeyID)
	case p.CredentialSource == "Environment":
		who.Kind, who.Key = Environment, lastFour(env.Credentials.AccessKeyID)
	case p.CredentialSource == "EcsContainer":
		who.Kind = Container
	case p.CredentialSource != "":
		who.Kind = Metadata
	case p.WebIdentityTokenFile != "":
		who.Kind, who.Role = WebIdentity, p.RoleARN
		return who
	case p.SSOSessionName+p.SSOAccountID+p.SSORegion+p.SSORoleName+p.SSOStartURL != "":
		who.Kind = SSO
	case p.LoginSession != "":
		who.Kind = Login
	case p.CredentialProcess != "":
		who.Kind = Process
	case env.ContainerCredentialsRelativePath+env.ContainerCredentialsEndpoint != "":
		who.Kind, who.Profile = Container, ""
	case strings.EqualFold(os.Getenv("AWS_EC2_METADATA_DISABLED"), "true"):
		who.Kind, who.Profile = None, ""
	default:
		who.Kind, who.Profile = Metadata, ""
	}
	if p.RoleARN == "" {
		return who
	}
	return Identity{Kind: Role, Profile: p.Profile, Role: p.RoleARN, MFA: p.MFASerial, Source: &who}
}

// lastFour is enough of an access key ID to tell it from another. Something
// shorter than any real one is not shown: nobody knows what it is.
func lastFour(key string) string {
	if len(key) < 8 {
		return ""
	}
	return key[len(key)-4:]
}
