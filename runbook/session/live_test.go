//go:build !offline

package session

import (
	"os"
	"path/filepath"
	"testing"
)

// TestAsksCode: only a profile whose credentials take an MFA code waits for its turn.
func TestAsksCode(t *testing.T) {
	file := filepath.Join(t.TempDir(), "config")
	if err := os.WriteFile(file, []byte("[profile keys]\naws_access_key_id = AKIATESTTESTTEST\naws_secret_access_key = x\n"+
		"[profile verifier]\nrole_arn = arn:aws:iam::111122223333:role/x\nsource_profile = keys\nmfa_serial = arn:aws:iam::111122223333:mfa/x\n"+
		"[profile chained]\nrole_arn = arn:aws:iam::111122223333:role/y\nsource_profile = verifier\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("AWS_CONFIG_FILE", file)
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", os.DevNull)
	for profile, want := range map[string]bool{"keys": false, "verifier": true, "chained": true, "missing": false} {
		if got := asksCode(t.Context(), profile); got != want {
			t.Errorf("%s: %t", profile, got)
		}
	}
}
