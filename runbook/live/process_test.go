//go:build !offline

package live

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"hardbook/runbook/config"
)

const handed = `printf '{"Version":1,"AccessKeyId":"ASIAEXAMPLE2345","SecretAccessKey":"HUSH"}'`

// TestProcessEnds: a credential_process that hangs ends with the reading, and all
// that it started.
func TestProcessEnds(t *testing.T) {
	dir := t.TempDir()
	pid := filepath.Join(dir, "pid")
	configure(t, "[profile p]\ncredential_process = sh -c 'sleep 300 & echo $! >"+pid+"; wait'; exit 1\n")
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	_, err := Connect(ctx, config.Example(), Options{Profile: "p", Region: "us-east-1"})
	var late *LateError
	if !errors.As(err, &late) {
		t.Errorf("got %v", err)
	}
	raw, err := os.ReadFile(pid)
	if err != nil {
		t.Fatal(err)
	}
	id, err := strconv.Atoi(strings.TrimSpace(string(raw)))
	if err != nil {
		t.Fatal(err)
	}
	gone := false
	for range 100 { // it is killed; its parent, which is another one by now, takes a moment to see it
		stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", id))
		if gone = errors.Is(err, os.ErrNotExist) || strings.Contains(string(stat), ") Z "); gone {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	if !gone {
		_ = syscall.Kill(id, syscall.SIGKILL)
		t.Errorf("process %d goes on", id)
	}
}

// TestProcessSays: what it says is cleaned, what it prints is bounded, and a role
// that it leads to is assumed as the SDK does.
func TestProcessSays(t *testing.T) {
	server := newServer(t, map[string]answer{
		"GetCallerIdentity": identity("111122223333"),
		"AssumeRole": static(200, "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey>"+
			"<SessionToken>t</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"),
	})
	said := &strings.Builder{}
	configure(t, "[profile p]\ncredential_process = printf 'Code:\\033]0;x\\007 \\nn\\303\\251\\n' >&2; "+handed+"\n"+
		"[profile r]\nrole_arn = arn:aws:iam::111122223333:role/hardbook-verifier\nsource_profile = p\nexternal_id = e\nrole_session_name = n\nduration_seconds = 3600\n"+
		"[profile flood]\ncredential_process = yes "+strings.Repeat("x", 100)+"\n")
	endpoint(t, server.URL)
	for _, profile := range []string{"p", "r"} {
		said.Reset()
		account, err := Connect(t.Context(), config.Example(), Options{Profile: profile, Region: "us-east-1", Said: said})
		if err != nil || account.identity == "" {
			t.Errorf("%s: %v", profile, err)
		}
		if want := "credential_process: Code:�]0;x� \ncredential_process: né\n"; said.String() != want {
			t.Errorf("%s: it says %q, want %q", profile, said, want)
		}
	}
	if got := fmt.Sprint(server.actions); got != "[GetCallerIdentity AssumeRole GetCallerIdentity]" {
		t.Errorf("requests were %s", got)
	}
	refused(t, Options{Profile: "flood"}, "error in credential_process", "credential_process fails")
}
