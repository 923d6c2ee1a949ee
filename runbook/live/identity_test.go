//go:build !offline

package live

import (
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"

	"github.com/aws/smithy-go"
)

// TestIdentify: each kind of credentials is found in the order of the SDK,
// without a request, and shown without a secret.
func TestIdentify(t *testing.T) {
	const profiles = `
[profile keys]
aws_access_key_id = AKIAEXAMPLE2345
aws_secret_access_key = HUSH
[profile login]
login_session = arn:aws:iam::111122223333:user/iam-admin
[profile process]
credential_process = print HUSH
[profile sso]
sso_session = s
sso_account_id = 111122223333
sso_role_name = R
[sso-session s]
sso_region = us-east-1
sso_start_url = https://example.invalid/start
[profile web]
web_identity_token_file = /nowhere
role_arn = arn:aws:iam::111122223333:role/w
[profile role]
role_arn = arn:aws:iam::111122223333:role/hardbook-verifier
mfa_serial = arn:aws:iam::111122223333:mfa/iam-admin
source_profile = keys
[profile ec2]
role_arn = arn:aws:iam::111122223333:role/x
credential_source = Ec2InstanceMetadata
[profile plain]
region = us-east-1
`
	keys := map[string]string{"AWS_ACCESS_KEY_ID": "ASIAEXAMPLE6789", "AWS_SECRET_ACCESS_KEY": "HUSH"}
	container := map[string]string{"AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:1/"}
	cases := []struct {
		profile string
		env     map[string]string
		want    string
	}{
		{"", nil, "no credentials: none are configured here"},
		{"", map[string]string{"AWS_EC2_METADATA_DISABLED": ""}, "the role of this EC2 instance, if this is one"},
		{"", keys, "the access key that ends in 6789 in your environment"},
		{"", map[string]string{"AWS_ACCESS_KEY_ID": "HUSH", "AWS_SECRET_ACCESS_KEY": "HUSH"}, "the access key in your environment"},
		{"", container, "the service beside this program"},
		{"plain", container, "the service beside this program"},
		{"keys", container, "profile keys: the access key that ends in 2345 in your AWS configuration"},
		{"keys", keys, "profile keys: the access key that ends in 2345"},
		{"", map[string]string{"AWS_PROFILE": "login"}, "profile login: a session of aws login"},
		{"", map[string]string{"AWS_PROFILE": "login", "AWS_ACCESS_KEY_ID": "ASIAEXAMPLE6789", "AWS_SECRET_ACCESS_KEY": "HUSH"}, "the access key that ends in 6789"},
		{"process", nil, "profile process: a command that hands credentials over (credential_process)"},
		{"sso", nil, "profile sso: a session of aws sso login"},
		{"web", nil, "profile web: the role arn:aws:iam::111122223333:role/w, for the token in a file (web identity)"},
		{"", map[string]string{"AWS_WEB_IDENTITY_TOKEN_FILE": "/nowhere", "AWS_ROLE_ARN": "arn:x"}, "the role arn:x, for the token in a file"},
		{"role", nil, "profile role: the role arn:aws:iam::111122223333:role/hardbook-verifier, with a code from the MFA device arn:aws:iam::111122223333:mfa/iam-admin, put on by profile keys: the access key that ends in 2345"},
		{"ec2", nil, "profile ec2: the role arn:aws:iam::111122223333:role/x, put on by profile ec2: the role of this EC2 instance"},
	}
	for _, c := range cases {
		t.Run(c.want, func(t *testing.T) {
			configure(t, profiles)
			for name, value := range c.env {
				t.Setenv(name, value)
			}
			who, err := Identify(t.Context(), Options{Profile: c.profile})
			if err != nil || !strings.HasPrefix(who.String(), c.want) || strings.Contains(who.String(), "HUSH") {
				t.Errorf("got %q, %v", who, err)
			}
		})
	}
	for name, env := range map[string]string{"typo": "", "": "typo"} {
		configure(t, profiles)
		t.Setenv("AWS_PROFILE", env)
		var none *NoCredentialsError
		if _, err := Identify(t.Context(), Options{Profile: name}); !errors.As(err, &none) || !strings.Contains(none.Hint(), "there is no profile typo") {
			t.Errorf("--profile %q, AWS_PROFILE=%q: got %v", name, env, err)
		}
	}
}

// TestAdvice: what cannot be made to happen on loopback.
func TestAdvice(t *testing.T) {
	api := func(operation, code string) error {
		return &smithy.OperationError{ServiceID: "STS", OperationName: "GetCallerIdentity", Err: fmt.Errorf("get credentials: %w",
			&smithy.OperationError{ServiceID: "X", OperationName: operation, Err: &smithy.GenericAPIError{Code: code}})}
	}
	sso, role := Identity{Kind: SSO, Profile: "my sso"}, "arn:aws:iam::111122223333:role/r"
	dial := fmt.Errorf("x: %w", &net.OpError{Op: "dial", Err: errors.New("refused")})
	for _, c := range []struct {
		err  error
		who  Identity
		want string
	}{
		{api("GetRoleCredentials", "UnauthorizedException"), sso, "aws sso login --profile 'my sso'"},
		{api("GetRoleCredentials", "ForbiddenException"), sso, "sso_role_name of profile 'my sso'"},
		{api("AssumeRole", "AccessDenied"), Identity{Kind: Role, Role: role, Source: &sso}, "mfa_serial"},
		{api("GetCallerIdentity", "ExpiredToken"), Identity{Kind: Role, Role: role, Source: &sso}, "aws sso login --profile 'my sso'"},
		{api("GetCallerIdentity", "ExpiredToken"), Identity{Kind: Container}, "in CloudShell, reload the page"},
		{api("GetCallerIdentity", "ExpiredToken"), Identity{}, "sign in anew"},
		{fmt.Errorf("no EC2 IMDS role found, %w", dial), Identity{Kind: Metadata}, "no credentials were found at all"},
		{fmt.Errorf("create oauth2 token: %w", dial), Identity{Kind: Login, Profile: "p"}, "look at your network"},
		{dial, sso, "look at your network"},
		{fmt.Errorf("refresh cached SSO token failed, %w", dial), sso, "look at your network"},
		{errors.New("refresh cached SSO token failed, expired"), sso, "aws sso login --profile 'my sso'"},
		{&net.DNSError{}, Identity{Kind: Environment}, "look at your network"},
		{errors.New("?"), Identity{}, "hardbook verify --evidence DIR"},
	} {
		if got := advice(c.err, c.who); !strings.Contains(got, c.want) {
			t.Errorf("%v as %v: got %q, want %q", c.err, c.who, got, c.want)
		}
	}
}
