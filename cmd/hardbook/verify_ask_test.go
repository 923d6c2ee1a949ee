//go:build !offline

package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestCodesComeOneAtATime: who asks for a code has the terminal to itself, and says
// for which account; a profile without one waits for nobody.
func TestCodesComeOneAtATime(t *testing.T) {
	file := filepath.Join(t.TempDir(), "config")
	if err := os.WriteFile(file, []byte("[profile keys]\naws_access_key_id = AKIATESTTESTTEST\naws_secret_access_key = x\n"+
		"[profile verifier]\nrole_arn = arn:aws:iam::111122223333:role/x\nsource_profile = keys\nmfa_serial = arn:aws:iam::111122223333:mfa/x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("AWS_CONFIG_FILE", file)
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", os.DevNull)
	var out bytes.Buffer
	a := newAsker(strings.NewReader("111111\n222222\n"), &out)
	done := a.wait(t.Context(), "verifier")
	a.wait(t.Context(), "keys")() // does not wait
	late, stop := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer stop()
	a.wait(late, "verifier")() // gives up when its time is over, and takes nobody's turn
	second := make(chan func())
	go func() { second <- a.wait(t.Context(), "verifier") }()
	select {
	case <-second:
		t.Error("two ask at once")
	case <-time.After(20 * time.Millisecond):
	}
	if code, err := a.code(t.Context(), "acme")(); code != "111111" || err != nil {
		t.Errorf("got %q, %v", code, err)
	}
	done()
	(<-second)()
	if code, err := a.code(t.Context(), "beta")(); code != "222222" || err != nil {
		t.Errorf("got %q, %v", code, err)
	}
	if want := "hardbook: MFA code for the profile of acme: hardbook: MFA code for the profile of beta: "; out.String() != want {
		t.Errorf("it asks %q", &out)
	}
	stop()
	never, hold, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer hold.Close()
	if _, err := newAsker(never, &out).code(late, "gone")(); err == nil {
		t.Error("it waits for ever")
	}
}
