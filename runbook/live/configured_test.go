//go:build !offline

package live

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"hardbook/runbook/config"
)

// configure makes an AWS configuration of its own for a test: a home folder,
// the file of profiles, and no credentials but those.
func configure(t *testing.T, profiles string) (home string) {
	t.Helper()
	home = t.TempDir()
	file := filepath.Join(home, "config")
	if err := os.WriteFile(file, []byte(profiles), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY", "AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_DEFAULT_PROFILE",
		"AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN",
		"AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN", "HTTP_PROXY", "HTTPS_PROXY",
	} {
		t.Setenv(name, "")
	}
	for name, value := range map[string]string{
		"HOME": home, "USERPROFILE": home, "AWS_CONFIG_FILE": file, "AWS_LOGIN_CACHE_DIRECTORY": filepath.Join(home, "login"),
		"AWS_SHARED_CREDENTIALS_FILE": filepath.Join(home, "credentials"), "AWS_EC2_METADATA_DISABLED": "true", "AWS_MAX_ATTEMPTS": "1",
	} {
		t.Setenv(name, value)
	}
	return home
}

// endpoint makes url answer for all of AWS. The SDK does not take
// AWS_ENDPOINT_URL for the calls that fetch credentials.
func endpoint(t *testing.T, url string) {
	t.Helper()
	for _, service := range []string{"", "_STS", "_SSO", "_SSO_OIDC", "_SIGNIN"} {
		t.Setenv("AWS_ENDPOINT_URL"+service, url)
	}
}

// refused connects and holds what is said to the reader.
func refused(t *testing.T, o Options, wantError, wantHint string) {
	t.Helper()
	o.Region = "us-east-1"
	_, err := Connect(t.Context(), config.Example(), o)
	var hinted interface{ Hint() string }
	if !errors.As(err, &hinted) {
		t.Fatalf("no hint in %v", err)
	}
	if !strings.Contains(err.Error(), wantError) {
		t.Errorf("error\n%s\nwant\n%s", err, wantError)
	}
	if !strings.Contains(hinted.Hint(), wantHint) {
		t.Errorf("hint\n%s\nwant\n%s\nof %v", hinted.Hint(), wantHint, err)
	}
	for _, text := range []string{err.Error(), hinted.Hint()} {
		if strings.Contains(text, "HUSH") {
			t.Errorf("a secret is shown: %s", text)
		}
		if strings.Contains(text, "aws.amazon.com") || strings.Contains(text, "amazonaws.com") {
			t.Errorf("the network was asked: %s", text)
		}
	}
}

// closedAddress is a loopback address where nobody listens.
func closedAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return "http://" + listener.Addr().String()
}

const admin = "arn:aws:iam::111122223333:user/iam-admin"

// TestSignInIsMissing: each way to sign in, when it was not done or is over,
// ends with the command that does it, for the profile that needs it.
func TestSignInIsMissing(t *testing.T) {
	const role = "\n[profile r]\nrole_arn = arn:aws:iam::111122223333:role/hardbook-verifier\nsource_profile = p\n"
	const session = "[profile p]\nsso_session = s\nsso_account_id = 111122223333\nsso_role_name = R\n[sso-session s]\nsso_region = us-east-1\nsso_start_url = https://example.invalid/start\n"
	const legacy = "[profile p]\nsso_region = us-east-1\nsso_account_id = 111122223333\nsso_role_name = R\nsso_start_url = https://example.invalid/start\n"
	const login = "[profile p]\nlogin_session = " + admin + "\n"
	cases := []struct{ name, profiles, profile, wantError, wantHint string }{
		{"sso, never signed in", session, "p", "SSO token", "aws sso login --profile p"},
		{"sso, for a role", session + role, "r", "SSO token", "aws sso login --profile p"},
		{"sso without a session, never signed in", legacy, "p", "SSO", "aws sso login --profile p"},
		{"login, never signed in", login, "p", "token file not found", "aws login --profile p"},
		{"login, for a role", login + role, "r", "the AWS configuration cannot be used", "--profile hardbook-verifier"},
		{"no such profile", login, "q r", "the AWS configuration cannot be used", "there is no profile 'q r' in your AWS configuration; aws configure list-profiles"},
		{"no such source", "[profile x]\n" + role, "r", "the AWS configuration cannot be used", "there is no profile p "},
		{"half a key", "[profile p]\naws_access_key_id = AKIAEXAMPLE\n", "p", "the AWS configuration cannot be used", "aws configure list --profile p"},
		{"process that fails", "[profile p]\ncredential_process = exit 3 # HUSH\n", "p", "exit status 3", "aws sts get-caller-identity --profile p"},
		{"process that prints rubbish", "[profile p]\ncredential_process = echo HUSH\n", "p", "printed no JSON", "aws sts get-caller-identity --profile p"},
		{"nothing at all", "", "", "there are none", "no credentials were found at all"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			configure(t, c.profiles)
			endpoint(t, closedAddress(t))
			refused(t, Options{Profile: c.profile}, c.wantError, c.wantHint)
		})
	}
}

// TestContainer: credentials from the address that CloudShell names are used
// as they are; an address where nobody listens is told from a bad network.
func TestContainer(t *testing.T) {
	server := newServer(t, map[string]answer{"GetCallerIdentity": identity("111122223333")})
	var asked atomic.Int64
	shell := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		if r.Header.Get("Authorization") != "TOKEN" {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		fmt.Fprint(w, `{"AccessKeyId":"ASIAEXAMPLE","SecretAccessKey":"HUSH","Token":"HUSH","Expiration":"2999-01-01T00:00:00Z"}`)
	}))
	defer shell.Close()
	configure(t, "")
	endpoint(t, server.URL)
	t.Setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", shell.URL)
	t.Setenv("AWS_CONTAINER_AUTHORIZATION_TOKEN", "TOKEN")
	account, err := Connect(t.Context(), config.Example(), Options{Region: "us-east-1"})
	if err != nil || asked.Load() != 1 || account.identity == "" {
		t.Fatalf("asked %d times: %v", asked.Load(), err)
	}
	t.Setenv("AWS_CONTAINER_AUTHORIZATION_TOKEN", "WRONG")
	refused(t, Options{}, "", "in CloudShell reload the page")
	t.Setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", closedAddress(t))
	refused(t, Options{}, "could not be reached", "in CloudShell reload the page")
}

// TestProfilesInACircle: the circle is named, from wherever it is entered. A profile
// that is its own source and has keys is none.
func TestProfilesInACircle(t *testing.T) {
	const role = "role_arn = arn:aws:iam::111122223333:role/x\n"
	for _, c := range []struct{ profiles, way string }{
		{"[profile a]\n" + role + "source_profile = b\n[profile b]\n" + role + "source_profile = a\n", "a → b → a"},
		{"[profile a]\n" + role + "source_profile = b\n[profile b]\n" + role + "source_profile=c\n[profile c]\n" + role + "source_profile = b\n", "b → c → b"},
		{"[profile a]\n" + role + "source_profile = a\n", "a → a"},
		{"[profile my-a]\n" + role + "source_profile = b\n[profile b]\n" + role + "source_profile = my-a\n[profile a]\n" + role + "source_profile = my-a\n", "my-a → b → my-a"},
	} {
		configure(t, c.profiles)
		refused(t, Options{Profile: "a"}, "the AWS configuration cannot be used", "lead in a circle: "+c.way)
	}
	configure(t, "[profile a]\n"+role+"source_profile = b\n[profile b]\nregion = us-east-1\n")
	refused(t, Options{Profile: "a"}, "the AWS configuration cannot be used", "finds no credentials in profile")
}
