//go:build !offline

package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"hardbook/runbook/config"
)

// screen is a buffer that a server may read while the program writes.
type screen struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all.Write(p)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all.String()
}

// TestWarnPowerful: who comes as root is warned on stderr before the first
// read, with the command to use instead, and verify goes on; the verifier is
// not warned. Stdout holds no word of it.
func TestWarnPowerful(t *testing.T) {
	cfg := config.Example()
	root, verifier := "arn:aws:iam::"+cfg.Account.ID+":root", "arn:aws:sts::"+cfg.Account.ID+":assumed-role/hardbook-verifier/me"
	for _, c := range []struct{ arn, yaml, want string }{
		{root, "", "hint: hardbook verify --profile hardbook-verifier;"},
		{root, "admin: {shell: false}\n", "hint: bash collect.sh in CloudShell, as the role;"},
		{verifier, "", ""},
	} {
		var stdout, stderr screen
		var reads atomic.Int64
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.FormValue("Action") == "GetCallerIdentity" {
				fmt.Fprintf(w, "<R><GetCallerIdentityResult><Account>%s</Account><Arn>%s</Arn></GetCallerIdentityResult></R>", cfg.Account.ID, c.arn)
				return
			}
			reads.Add(1)
			if !strings.Contains(stderr.String(), c.want) {
				t.Errorf("a read came before the warning")
			}
			w.WriteHeader(http.StatusForbidden)
			fmt.Fprint(w, "<R><Error><Code>AccessDenied</Code><Message>no</Message></Error></R>")
		}))
		defer server.Close()
		for name, value := range map[string]string{
			"AWS_ENDPOINT_URL": server.URL, "AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_PROFILE": "",
			"AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null", "AWS_EC2_METADATA_DISABLED": "true",
		} {
			t.Setenv(name, value)
		}
		file := filepath.Join(t.TempDir(), "hardbook.yaml")
		yaml := "version: 1\naccount: {id: \"" + cfg.Account.ID + "\"}\nnotify: [you@example.com]\n" + c.yaml
		if err := os.WriteFile(file, []byte(yaml), 0o600); err != nil {
			t.Fatal(err)
		}
		code := run(t.Context(), []string{"verify", "-c", file, "--no-write", "--only", "root-mfa"}, &stdout, &stderr)
		if code != 2 || reads.Load() != 1 {
			t.Errorf("%s: exit code %d after %d reads", c.arn, code, reads.Load())
		}
		warned := strings.Contains(stderr.String(), "WARNING: these credentials are the root user's: they can do everything in account "+cfg.Account.ID)
		if warned != (c.want != "") || !strings.Contains(stderr.String(), c.want) || strings.Contains(stdout.String(), "WARNING") {
			t.Errorf("%s: stderr\n%s\nstdout\n%s", c.arn, &stderr, &stdout)
		}
	}
}
