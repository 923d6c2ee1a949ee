//go:build !offline

package live

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"hardbook/runbook/replay"
)

func TestOfAWS(t *testing.T) {
	for address, want := range map[string]bool{
		"https://iam.amazonaws.com/":                                        true,
		"https://sts.eu-central-1.amazonaws.com":                            true,
		"https://111122223333.s3-control.us-east-1.amazonaws.com/v20180820": true,
		"https://EC2.us-east-1.api.aws":                                     true,
		"https://vpce-0a1b-2c3d.sts.us-east-1.vpce.amazonaws.com":           true,
		"https://sts.cn-north-1.amazonaws.com.cn:443/":                      true,
		"http://iam.amazonaws.com/":                                         false, // anyone on the way could answer
		"https://localhost:4566/":                                           false,
		"https://amazonaws.com.example.com/":                                false,
		"https://myamazonaws.com/":                                          false,
		"https://example.com/iam.amazonaws.com":                             false,
		"https://iam.amazonaws.com@example.com/":                            false,
		"https://abc123.execute-api.us-east-1.amazonaws.com/x":              false, // anybody's own API
		"https://abc123.Execute-API.us-east-1.amazonaws.com/x":              false,
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if ofAWS(u) != want {
			t.Errorf("%s: got %v", address, !want)
		}
	}
}

// TestElsewhere: each host that is not AWS's is named once, those of single services
// too, whether or not it answers.
func TestElsewhere(t *testing.T) {
	server := replay.Play(t, replay.Done, nil)
	for name, value := range server.Env() {
		t.Setenv(name, value)
	}
	t.Setenv("AWS_ENDPOINT_URL_IAM", closedAddress(t))
	t.Setenv("AWS_MAX_ATTEMPTS", "1")
	book := wholeBook(t)
	var told []string
	account, err := Connect(t.Context(), book.Config, Options{Region: "us-east-1", Elsewhere: func(host string) { told = append(told, host) }})
	if err != nil {
		t.Fatal(err)
	}
	one := strings.TrimPrefix(server.URL, "http://")
	if !slices.Equal(told, []string{one}) {
		t.Errorf("who is asked whose credentials these are: %q, want %q", told, one)
	}
	calls := book.Calls("no-star-policies", "billing-topic")
	e := account.Evidence(t.Context(), time.Now(), calls)
	e.Load(calls)
	if len(told) != 2 || !slices.Contains(told, one) {
		t.Errorf("got %q", told)
	}
}

// TestFirst: a request that is refused does not leave, and what goes without TLS goes
// to no proxy: that could read it.
func TestFirst(t *testing.T) {
	proxy := &url.URL{Scheme: "http", Host: "proxy.test"}
	transport := &http.Transport{Proxy: http.ProxyURL(proxy)}
	first(transport, (&elsewhere{told: map[string]bool{}}).look)
	for address, want := range map[string]*url.URL{
		"https://iam.amazonaws.com/":                      proxy,
		"https://example.com/":                            proxy,
		"http://127.0.0.1:1/":                             nil,
		"http://169.254.169.254/latest/meta-data/":        nil,
		"http://111122223333.localhost/v20180820/":        nil,
		"http://169.254.169.254/":                         proxy, // stands for an error here
		"http://169.254.170.2/v2/credentials":             proxy,
		"http://iam.amazonaws.com/":                       proxy,
		"http://localhost.example.com/":                   proxy,
		"http://[fd00:ec2::254]/latest/api/token":         nil,
		"http://169.254.169.254:4566/latest/meta-data/":   proxy,
		"http://user@169.254.169.254.example.com/latest/": proxy,
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		got, err := transport.Proxy(&http.Request{URL: u})
		refuses := u.Scheme == "http" && want != nil
		if (err != nil) != refuses || err == nil && got != want {
			t.Errorf("%s: by the proxy %v, %v", address, got, err)
		}
	}
}
