//go:build !offline

package live

import (
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// TestRenewedCredentials: what a credential_process hands over later, when the first
// credentials are past their time, is read with if it is the account's, and not if
// it is another's.
func TestRenewedCredentials(t *testing.T) {
	for account, want := range map[string]string{"111122223333": "", "999900001111": `belong to account "999900001111"`} {
		var whose atomic.Value
		whose.Store("111122223333")
		server := newServer(t, map[string]answer{
			"GetCallerIdentity": func(form func(string) string, region string) (int, string) {
				return identity(whose.Load().(string))(form, region)
			},
			"ListTopics": static(200, "<ListTopicsResponse><ListTopicsResult>"+topics("hardbook-billing")+"</ListTopicsResult></ListTopicsResponse>"),
		})
		hands := filepath.Join(t.TempDir(), "hands")
		hand := func(key string, left time.Duration) {
			text := `{"Version":1,"AccessKeyId":"` + key + `","SecretAccessKey":"HUSH","SessionToken":"t","Expiration":"` + time.Now().Add(left).UTC().Format(time.RFC3339) + `"}`
			if err := os.WriteFile(hands, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		hand("ASIAFIRSTKEY1234", 2*time.Second)
		configure(t, "[profile p]\ncredential_process = cat "+hands+"\n")
		endpoint(t, server.URL)
		a, err := Connect(t.Context(), config.Example(), Options{Profile: "p", Region: "us-east-1"})
		if err != nil {
			t.Fatal(err)
		}
		hand("ASIASECONDKEY123", time.Hour)
		whose.Store(account)
		time.Sleep(2100 * time.Millisecond)
		for range 2 {
			list, err := listTopics.Answer(a.Evidence(t.Context(), time.Now(), []evidence.Call{listTopics.Call}))
			if want == "" && (err != nil || len(list.Topics) != 1) {
				t.Errorf("the account's own: %v, %v", list, err)
			}
			if want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
				t.Errorf("another's: got %v, %v", list, err)
			}
		}
	}
}
