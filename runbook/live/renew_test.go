//go:build !offline

package live

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/credentials/logincreds"
	"github.com/aws/aws-sdk-go-v2/credentials/ssocreds"

	"hardbook/runbook/config"
)

const ssoProfile = "[profile p]\nsso_session = s\nsso_account_id = 111122223333\nsso_role_name = R\n[sso-session s]\nsso_region = us-east-1\nsso_start_url = https://example.invalid/start\n"

// TestNothingIsRenewed: a sign-in that has expired stays as it is on disk, nobody is
// asked for another, and the reader hears which command renews it. One that cannot
// be renewed at all has to be made again.
func TestNothingIsRenewed(t *testing.T) {
	for _, c := range []struct {
		name, profile, wantError, wantHint string
		write                              func(t *testing.T) (file string)
	}{
		{"sso", ssoProfile, "hardbook does not renew it", "aws sts get-caller-identity --profile p; if that fails, aws sso login --profile p",
			func(t *testing.T) string {
				return writeSSO(t, `{"accessToken":"HUSH","expiresAt":"2020-01-01T00:00:00Z","refreshToken":"HUSH","clientId":"c","clientSecret":"HUSH"}`)
			}},
		{"login", "[profile p]\nlogin_session = " + admin + "\n", "hardbook does not renew it", "aws sts get-caller-identity --profile p; if that fails, aws login --profile p", writeLogin},
		{"sso that nobody can renew", ssoProfile, "cached SSO token is expired", "aws sso login --profile p",
			func(t *testing.T) string {
				return writeSSO(t, `{"accessToken":"HUSH","expiresAt":"2020-01-01T00:00:00Z"}`)
			}},
	} {
		t.Run(c.name, func(t *testing.T) {
			asked := atomic.Int64{}
			server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
			defer server.Close()
			configure(t, c.profile)
			endpoint(t, server.URL)
			file := c.write(t)
			before, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			refused(t, Options{Profile: "p"}, c.wantError, c.wantHint)
			if after, err := os.ReadFile(file); err != nil || string(after) != string(before) {
				t.Errorf("the sign-in is now %s, %v", after, err)
			}
			if asked.Load() > 0 {
				t.Errorf("somebody was asked %d times", asked.Load())
			}
		})
	}
}

// TestTokensGoWhereItIsSaid: a token of a sign-in leaves for a host that is not
// AWS's only after that was said, and never without TLS.
func TestTokensGoWhereItIsSaid(t *testing.T) {
	var told []string
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		if len(told) == 0 {
			t.Errorf("%s came before anything was said", r.URL)
		}
		w.WriteHeader(http.StatusForbidden)
	}))
	defer server.Close()
	configure(t, ssoProfile)
	writeSSO(t, `{"accessToken":"HUSH","expiresAt":"2999-01-01T00:00:00Z"}`)
	o := Options{Profile: "p", Region: "us-east-1", Elsewhere: func(host string) { told = append(told, host) }}
	endpoint(t, server.URL)
	if _, err := Connect(t.Context(), config.Example(), o); err == nil || asked == 0 {
		t.Errorf("%d requests came: %v", asked, err)
	}
	if want := strings.TrimPrefix(server.URL, "http://"); len(told) != 1 || told[0] != want {
		t.Errorf("it was said that %q is asked, not %q", told, want)
	}
	for _, host := range []string{"http://192.0.2.1:1", "http://aws.invalid", "http://169.254.169.254:4566", "http://169.254.169.254", "http://169.254.170.2"} {
		told = nil
		endpoint(t, host)
		refused(t, o, "without TLS", "begins with https://")
		if told != nil {
			t.Errorf("it was said that %q is asked", told)
		}
	}
}

// TestCredentialsFromElsewhere: what hands out credentials is looked at, too. On this
// computer, and at AWS's own addresses, it is no surprise.
func TestCredentialsFromElsewhere(t *testing.T) {
	server := newServer(t, map[string]answer{"GetCallerIdentity": identity("111122223333")})
	for _, c := range []struct{ variable, address, wantError string }{
		{"AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://192.0.2.1", "without TLS"},
		{"AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://192.0.2.1/x", "only loopback/ecs/eks hosts are allowed"}, // the SDK says so itself
		{"AWS_CONTAINER_CREDENTIALS_FULL_URI", "https://192.0.2.1/x", ""},
	} {
		configure(t, "")
		endpoint(t, server.URL)
		t.Setenv("AWS_EC2_METADATA_DISABLED", "false")
		t.Setenv(c.variable, c.address)
		var told []string
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		_, err := Connect(ctx, config.Example(), Options{Region: "us-east-1", Elsewhere: func(host string) { told = append(told, host) }})
		cancel()
		if err == nil || !strings.Contains(err.Error(), c.wantError) {
			t.Errorf("%s: %v", c.address, err)
		}
		if c.wantError == "" && (len(told) != 1 || told[0] != "192.0.2.1") {
			t.Errorf("%s: it was said that %q is asked", c.address, told)
		}
	}
}

// writeSSO puts a token of aws sso login into the cache.
func writeSSO(t *testing.T, token string) string {
	t.Helper()
	file, err := ssocreds.StandardCachedTokenFilepath("s")
	if err != nil || !strings.HasPrefix(file, os.Getenv("HOME")) {
		t.Fatalf("the token would be in %s (%v)", file, err)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(token), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// writeLogin puts a session of aws login into the cache whose credentials have
// expired.
func writeLogin(t *testing.T) string {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	dir := os.Getenv("AWS_LOGIN_CACHE_DIRECTORY")
	file, err := logincreds.StandardCachedTokenFilepath(admin, dir)
	if err != nil || !strings.HasPrefix(file, dir) {
		t.Fatalf("the token would be in %s (%v)", file, err)
	}
	token, err := json.Marshal(map[string]any{
		"accessToken": map[string]string{"accessKeyId": "ASIAEXAMPLE", "secretAccessKey": "HUSH", "sessionToken": "HUSH", "accountId": "111122223333", "expiresAt": "2020-01-01T00:00:00Z"},
		"clientId":    "c", "refreshToken": "HUSH", "dpopKey": string(pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: der})),
	})
	if err == nil {
		err = os.MkdirAll(dir, 0o700)
	}
	if err == nil {
		err = os.WriteFile(file, token, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return file
}
