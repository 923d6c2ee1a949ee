//go:build !offline

package live

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// s3Server answers GetBucketVersioning as S3 does: a bucket is told about in its
// own Region, and elsewhere it is said where that is. Other calls say whose
// credentials these are. Asked has the Region of each request about a bucket.
func s3Server(t *testing.T, home string, status int) (asked *[]string) {
	t.Helper()
	asked = &[]string{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		region := strings.Split(r.Header.Get("Authorization"), "/")[2]
		switch {
		case r.URL.Path == "/":
			_, body := identity("111122223333")(nil, region)
			fmt.Fprint(w, body)
			return
		case r.Header.Get("X-Amz-Expected-Bucket-Owner") != "111122223333":
			t.Errorf("%s names no owner", r.URL)
		}
		*asked = append(*asked, region)
		w.Header().Set("X-Amz-Bucket-Region", home)
		if region == home {
			fmt.Fprint(w, `<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>`)
			return
		}
		w.WriteHeader(status)
		fmt.Fprint(w, `<Error><Code>PermanentRedirect</Code><Message>elsewhere</Message></Error>`)
	}))
	t.Cleanup(server.Close)
	newServer(t, nil) // for its environment
	t.Setenv("AWS_ENDPOINT_URL", server.URL)
	return asked
}

// versioning asks about one bucket in us-east-1.
func versioning() evidence.Source[map[string]calls.BucketVersioning] {
	return evidence.Named(evidence.Query[calls.BucketVersioning]{Call: evidence.Call{
		Command: "s3api get-bucket-versioning", Action: "s3:GetBucketVersioning",
		Names: func(config.Config) []string { return []string{"far-logs"} },
		Params: func(cfg config.Config, item ...string) evidence.Params {
			return evidence.Params{"Bucket": item[0], "ExpectedBucketOwner": cfg.Account.ID}
		},
	}})
}

// TestBucketInAnotherRegion: S3's word where a bucket is is followed, once.
func TestBucketInAnotherRegion(t *testing.T) {
	for _, status := range []int{301, 307, 400, 403} {
		asked := s3Server(t, "eu-south-2", status)
		got, err := versioning().Answer(connect(t, config.Example(), versioning().Calls()))
		if err != nil || got["far-logs"].Status != "Enabled" {
			t.Errorf("%d: got %v, %v", status, got, err)
		}
		if want := []string{"us-east-1", "eu-south-2"}; !slices.Equal(*asked, want) {
			t.Errorf("%d: asked in %q, want %q", status, *asked, want)
		}
	}
}

// TestBucketNowhere: what is no Region is not followed, nor is the same one
// asked again.
func TestBucketNowhere(t *testing.T) {
	for _, home := range []string{"", "evil.example/", "us-east-1.evil.example"} {
		asked := s3Server(t, home, 403)
		_, err := versioning().Answer(connect(t, config.Example(), versioning().Calls()))
		if f := evidence.Failures(err); len(f) != 1 || f[0].Code != "PermanentRedirect" {
			t.Errorf("%q: got %v", home, err)
		}
		if want := []string{"us-east-1"}; !slices.Equal(*asked, want) {
			t.Errorf("%q: asked in %q", home, *asked)
		}
	}
	asked := s3Server(t, "us-east-1", 403)
	if got, err := versioning().Answer(connect(t, config.Example(), versioning().Calls())); err != nil || len(*asked) != 1 {
		t.Errorf("in its own Region: %v, %v, asked %q", got, err, *asked)
	}
}
