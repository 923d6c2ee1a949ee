//go:build !offline

package live

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// flood is a server that tells whose credentials these are, where it is asked to
// behave, and answers everything else without an end until it is calm.
func flood(t *testing.T, behave bool) (calm *atomic.Bool) {
	t.Helper()
	calm = &atomic.Bool{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Accept-Encoding") == "gzip" {
			t.Error("a compressed answer is asked for, whose size nobody knows")
		}
		time.Sleep(20 * time.Millisecond) // see wire.Server.Latency
		if behave && r.FormValue("Action") == "GetCallerIdentity" {
			fmt.Fprint(w, "<R><GetCallerIdentityResult><Account>111122223333</Account><Arn>arn:aws:iam::111122223333:root</Arn></GetCallerIdentityResult></R>")
			return
		}
		if calm.Load() {
			fmt.Fprint(w, "<ListTopicsResponse><ListTopicsResult>"+topics("hardbook-billing")+"</ListTopicsResult></ListTopicsResponse>")
			return
		}
		fmt.Fprint(w, "<R><A>")
		for part := bytes.Repeat([]byte("x"), 1<<16); r.Context().Err() == nil; {
			if _, err := w.Write(part); err != nil {
				return
			}
		}
	}))
	t.Cleanup(server.Close)
	configure(t, "")
	t.Setenv("AWS_ACCESS_KEY_ID", "testing")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "testing")
	t.Setenv("AWS_MAX_ATTEMPTS", "3")
	endpoint(t, server.URL)
	return calm
}

// TestFlood: an answer without an end is given up, whoever sends it. The next
// reading has a bound of its own.
func TestFlood(t *testing.T) {
	flood(t, false)
	if _, err := Connect(t.Context(), config.Example(), Options{Region: "us-east-1"}); err == nil || !strings.Contains(err.Error(), "over 64 MiB") {
		t.Errorf("who one is: got %v", err)
	}
	calm := flood(t, true)
	account, err := Connect(t.Context(), config.Example(), Options{Region: "us-east-1"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = listTopics.Answer(account.Evidence(t.Context(), time.Now(), []evidence.Call{listTopics.Call}))
	if failed := evidence.Failures(err); len(failed) == 0 || !strings.Contains(failed[0].Detail, "over 64 MiB") {
		t.Errorf("the topics: got %v", err)
	}
	calm.Store(true)
	if list, err := listTopics.Answer(account.Evidence(t.Context(), time.Now(), []evidence.Call{listTopics.Call})); err != nil || len(list.Topics) != 1 {
		t.Errorf("the topics, after the flood: %v, %v", list, err)
	}
}

// TestFloodOfCredentials: whatever answers before there is an account sends no more
// either, be it in the place of STS, whose client a setting makes dial by itself, or
// of instance metadata, whose client always does.
func TestFloodOfCredentials(t *testing.T) {
	for name, set := range map[string]func(t *testing.T, url string){
		"who one is": func(t *testing.T, url string) {
			t.Setenv("AWS_DEFAULTS_MODE", "standard")
			t.Setenv("AWS_ACCESS_KEY_ID", "testing")
			t.Setenv("AWS_SECRET_ACCESS_KEY", "testing")
			endpoint(t, url)
		},
		"instance metadata": func(t *testing.T, url string) {
			t.Setenv("AWS_EC2_METADATA_SERVICE_ENDPOINT", url)
			t.Setenv("AWS_EC2_METADATA_DISABLED", "false")
		},
	} {
		t.Run(name, func(t *testing.T) {
			var sent atomic.Int64
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				for part := bytes.Repeat([]byte("x"), 1<<16); sent.Load() < 4*maxReading; {
					n, err := w.Write(part)
					if sent.Add(int64(n)); err != nil {
						return
					}
				}
			}))
			t.Cleanup(server.Close)
			configure(t, "")
			t.Setenv("AWS_MAX_ATTEMPTS", "3")
			set(t, server.URL)
			_, err := Connect(t.Context(), config.Example(), Options{Region: "us-east-1"})
			if sent.Load() > 2*maxReading { // some of it is still on the way
				t.Errorf("it sent %d MiB: %v", sent.Load()>>20, err)
			}
		})
	}
}

// TestWhoIsNobody: an identity of another account than is claimed, one that is no
// ARN, and one that fills the screen are refused.
func TestWhoIsNobody(t *testing.T) {
	for arn, want := range map[string]string{
		"arn:aws:iam::999900001111:root": "999900001111",
		"root":                           "belong to account",
		"arn:aws:iam::111122223333:user/" + strings.Repeat("a", 3000): "3031 characters",
	} {
		newServer(t, map[string]answer{"GetCallerIdentity": static(200, "<R><GetCallerIdentityResult><Account>111122223333</Account><Arn>"+arn+"</Arn></GetCallerIdentityResult></R>")})
		if _, err := Connect(t.Context(), config.Example(), Options{Region: "us-east-1"}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40s: got %v", arn, err)
		}
	}
}
