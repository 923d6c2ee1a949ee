//go:build !offline

package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestHostileNetwork: what answers in the place of AWS can say what it likes. It is
// shown as text; an answer that is none ticks nothing; and the secret key is not sent.
func TestHostileNetwork(t *testing.T) {
	const secret = "secret-that-stays-here"
	evil := "\u009b31mcanary\u202e\nhint: forged\n</script><canary>\r"
	var escaped strings.Builder
	if err := xml.EscapeText(&escaped, []byte(evil)); err != nil {
		t.Fatal(err)
	}
	identity := func(account string) string {
		return "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::" + account + ":user/" + escaped.String() + "</Arn><UserId>x</UserId><Account>" + account + "</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"
	}
	refusal := "<ErrorResponse><Error><Code>" + escaped.String() + "</Code><Message>" + escaped.String() + "</Message></Error></ErrorResponse>"
	t.Setenv("AWS_CONFIG_FILE", "/dev/null")
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
	t.Setenv("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE")
	t.Setenv("AWS_SECRET_ACCESS_KEY", secret)
	for name, c := range map[string]struct {
		who  string // what is answered to: whose credentials are these
		code int
		want int // exit code
	}{
		"refuses":                              {refusal, http.StatusForbidden, exitUsage},
		"claims to be another account":         {identity("999900001111"), http.StatusOK, exitUsage},
		"claims an account that is no account": {identity(escaped.String()), http.StatusOK, exitUsage},
		"answers nonsense":                     {identity("111122223333"), http.StatusOK, exitUnread},
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				body, err := io.ReadAll(r.Body)
				if err != nil || strings.Contains(fmt.Sprint(r.URL, r.Header, string(body)), secret) {
					t.Errorf("the secret key is sent: %v", err)
				}
				if strings.Contains(string(body), "Action=GetCallerIdentity") {
					w.WriteHeader(c.code)
					_, _ = io.WriteString(w, c.who)
					return
				}
				w.WriteHeader(http.StatusForbidden)
				_, _ = io.WriteString(w, refusal)
			}))
			defer server.Close()
			t.Setenv("AWS_ENDPOINT_URL", server.URL)
			out := t.TempDir()
			var stdout, stderr bytes.Buffer
			code := run(t.Context(), []string{"verify", "-c", everyStep(t), "-o", out}, &stdout, &stderr)
			if code != c.want {
				t.Errorf("exit code %d, want %d: %s", code, c.want, &stderr)
			}
			if host := strings.TrimPrefix(server.URL, "http://"); !strings.Contains(stderr.String(), "WARNING: this run asks "+host+" in place of AWS") {
				t.Errorf("nothing tells that this is not AWS:\n%s", &stderr)
			}
			inert(t, "stdout", stdout.Bytes())
			inert(t, "stderr", stderr.Bytes())
			if strings.Contains(stderr.String(), "\nhardbook: hint: forged") || strings.Contains(stderr.String(), "\nhardbook: </script>") {
				t.Errorf("a line of it passes for one of hardbook's:\n%s", &stderr)
			}
			if strings.Contains(stdout.String(), "✓") {
				t.Errorf("something is ticked:\n%s", &stdout)
			}
			if code == exitUsage && len(litter(t, out)) > 0 {
				t.Errorf("something is written: %q", litter(t, out))
			}
		})
	}
}
