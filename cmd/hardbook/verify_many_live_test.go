//go:build !offline

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestManyAccountsLive: each account is read with the profile that its name makes.
// One whose profile belongs to another account is refused, and the rest go on.
func TestManyAccountsLive(t *testing.T) {
	owner := map[string]string{"AKIAOFACME": "111122223333", "AKIAOFBETA": "999900001111", "AKIAOFGAMMA": "333344445555"}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, rest, _ := strings.Cut(r.Header.Get("Authorization"), "Credential=")
		key, _, _ := strings.Cut(rest, "/")
		if r.FormValue("Action") == "GetCallerIdentity" {
			fmt.Fprintf(w, "<R><GetCallerIdentityResult><Account>%s</Account><Arn>arn:aws:iam::%[1]s:user/x</Arn></GetCallerIdentityResult></R>", owner[key])
			return
		}
		w.WriteHeader(http.StatusForbidden)
		fmt.Fprint(w, "<R><Error><Code>AccessDenied</Code><Message>no</Message></Error></R>")
	}))
	defer server.Close()
	t.Chdir(t.TempDir())
	if err := os.Mkdir("clients", 0o700); err != nil {
		t.Fatal(err)
	}
	profiles := ""
	for name, id := range map[string]string{"acme": "111122223333", "beta": "222233334444", "gamma": "333344445555"} {
		profiles += fmt.Sprintf("[profile v-%s]\naws_access_key_id = AKIAOF%s\naws_secret_access_key = x\n", name, strings.ToUpper(name))
		text := fmt.Sprintf("version: 1\naccount: {id: %q, alias: %s}\nnotify: [you@example.com]\nprofile: essentials\n", id, name)
		if err := os.WriteFile(filepath.Join("clients", name+".yaml"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile("aws-config", []byte(profiles), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL": server.URL, "AWS_CONFIG_FILE": "aws-config", "AWS_SHARED_CREDENTIALS_FILE": os.DevNull, "AWS_EC2_METADATA_DISABLED": "true",
	} {
		t.Setenv(name, value)
	}
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), []string{"verify", "-c", "clients", "--profile", "v-{name}", "--save", "kept", "--format", "json"}, &stdout, &stderr); code != 2 {
		t.Errorf("exit code %d\n%s", code, &stderr)
	}
	var all manyReport
	if err := json.Unmarshal(stdout.Bytes(), &all); err != nil || len(all.Accounts) != 3 {
		t.Fatalf("%v\n%s", err, &stdout)
	}
	for _, a := range all.Accounts {
		want := "arn:aws:iam::" + a.Account + ":user/x"
		if a.Name == "beta" {
			want = ""
		}
		_, errBook := os.Stat(filepath.Join("out", a.Name, "status.json"))
		_, errKept := os.Stat(filepath.Join("kept", a.Name, "manifest.json"))
		if a.Report.Source.Identity != want || (errBook == nil) != (want != "") || (errKept == nil) != (want != "") {
			t.Errorf("%s was read as %q; its book: %v; its answers: %v", a.Name, a.Report.Source.Identity, errBook, errKept)
		}
	}
	if want := "hardbook: beta: these credentials belong to account \"999900001111\", but the config is about 222233334444\n"; !strings.Contains(stderr.String(), want) {
		t.Errorf("it does not say %q, but\n%s", want, &stderr)
	}
}
