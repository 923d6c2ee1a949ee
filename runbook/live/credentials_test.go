//go:build !offline

package live

import (
	"context"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"hardbook/runbook/config"
)

// TestKeyIsRefused: what AWS answers about a key becomes the way out for that
// kind of key, and no more of the key is shown than its end.
func TestKeyIsRefused(t *testing.T) {
	const static = "[profile p]\naws_access_key_id = ASIAEXAMPLE2345\naws_secret_access_key = HUSH\naws_session_token = HUSH\n"
	const process = "[profile p]\ncredential_process = printf '{\"Version\":1,\"AccessKeyId\":\"ASIAEXAMPLE2345\",\"SecretAccessKey\":\"HUSH\"}'\n"
	cases := []struct{ profiles, profile, code, message, wantHint string }{
		{"", "", "ExpiredToken", "m", "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN"},
		{static, "p", "ExpiredToken", "m", "the temporary keys of profile p are past their time"},
		{process, "p", "ExpiredToken", "m", "credential_process of profile p hands over is past its time"},
		{"", "", "InvalidClientTokenId", "m", "AWS does not know the access key that ends in 6789:"},
		{static, "p", "InvalidClientTokenId", "m", "AWS does not know the access key that ends in 2345:"},
		{process, "p", "InvalidClientTokenId", "m", "AWS does not know the access key in use:"},
		{static, "p", "SignatureDoesNotMatch", "m", "the secret that belongs to the access key that ends in 2345 is wrong (aws configure --profile p takes it anew)"},
		{"", "", "SignatureDoesNotMatch", "Signature expired: 20261122T100000Z is now earlier than 20261122T110000Z", "the clock of this computer is wrong"},
		{"", "", "SignatureDoesNotMatch", "Signature not yet current: 1 is still later than 2", "the clock of this computer is wrong"},
		{"", "", "RequestTimeTooSkewed", "m", "the clock of this computer is wrong"},
		{"", "", "SomethingNew", "m", "hardbook verify --plan shows which is used"},
	}
	for _, c := range cases {
		t.Run(c.profile+" "+c.code, func(t *testing.T) {
			s := newServer(t, map[string]answer{"GetCallerIdentity": says(403, c.code, c.message)})
			configure(t, c.profiles)
			endpoint(t, s.URL)
			t.Setenv("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE6789")
			t.Setenv("AWS_SECRET_ACCESS_KEY", "HUSH")
			refused(t, Options{Profile: c.profile}, c.code, c.wantHint)
		})
	}
}

// says is the error of the query protocol, with a message.
func says(status int, code, message string) answer {
	return static(status, "<ErrorResponse><Error><Type>Sender</Type><Code>"+code+"</Code><Message>"+message+"</Message></Error></ErrorResponse>")
}

// TestRoleIsRefused: a role that cannot be put on, for each reason that AWS
// gives, and for a reader who types no code.
func TestRoleIsRefused(t *testing.T) {
	const source = "[profile p]\naws_access_key_id = AKIAEXAMPLE2345\naws_secret_access_key = HUSH\n" +
		"[profile r]\nsource_profile = p\nrole_arn = arn:aws:iam::111122223333:role/hardbook-verifier\n"
	const mfa = "mfa_serial = arn:aws:iam::111122223333:mfa/iam-admin\n"
	typed := func(code string, err error) func() (string, error) {
		return func() (string, error) { return code, err }
	}
	cases := []struct {
		name, profiles string
		code           func() (string, error)
		answer         answer
		wantHint       string
	}{
		{"no MFA", source, nil, says(403, "AccessDenied", "not authorized"), "then the profile needs a line mfa_serial"},
		{"not trusted", source + mfa, typed("123456", nil), says(403, "AccessDenied", "not authorized"), "must be there and trust you (the step verifier-role"},
		{"wrong code", source + mfa, typed("123456", nil), says(403, "AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code."), "each code works once"},
		{"no code at all", source + mfa, typed("12", nil), says(400, "ValidationError", "tokenCode"), "type the six digits that the MFA device arn:aws:iam::111122223333:mfa/iam-admin shows"},
		{"no terminal", source + mfa, typed("", errors.New("EOF")), nil, "run hardbook in a terminal"},
		{"just Enter", source + mfa, typed("", nil), nil, "run hardbook in a terminal"},
		{"nobody to ask", source + mfa, nil, nil, "run hardbook in a terminal"},
		{"key of the source", source, nil, says(403, "InvalidClientTokenId", "m"), "AWS does not know the access key that ends in 2345"},
		{"source is past its time", source, nil, says(403, "ExpiredToken", "m"), "the temporary keys of profile p are past their time"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := newServer(t, map[string]answer{"AssumeRole": c.answer})
			configure(t, c.profiles)
			endpoint(t, s.URL)
			refused(t, Options{Profile: "r", Code: c.code}, "", c.wantHint)
			if asked := len(s.actions) > 0; asked != (c.answer != nil) {
				t.Errorf("requests were %q", s.actions)
			}
		})
	}
}

// TestNoNetwork: nobody answers, so the way out is the one without a network.
func TestNoNetwork(t *testing.T) {
	configure(t, "")
	t.Setenv("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE6789")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "HUSH")
	endpoint(t, closedAddress(t))
	refused(t, Options{}, "could not be reached", "look at your network")
	endpoint(t, "https://aws.invalid") // a name that never is: RFC 6761
	refused(t, Options{}, "could not be reached", "look at your network")
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // it tells of each refused handshake
	server.StartTLS()
	defer server.Close()
	endpoint(t, server.URL)
	refused(t, Options{}, "certificate", "AWS_CA_BUNDLE")
}

// TestLate: an answer that does not come in time is no matter of credentials.
func TestLate(t *testing.T) {
	end := make(chan struct{})
	newServer(t, map[string]answer{"GetCallerIdentity": func(func(string) string, string) (int, string) {
		<-end
		return 500, ""
	}})
	defer close(end)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, err := Connect(ctx, config.Example(), Options{Region: "us-east-1"})
	var late *LateError
	if !errors.As(err, &late) || !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(late.Hint(), "--timeout") {
		t.Errorf("got %v", err)
	}
}
