//go:build !offline

package live

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// elsewhere is a client that tells of each host it asks which is not AWS's own,
// once. A setting that was left over from tests of something else would let an
// emulator tick the book.
type elsewhere struct {
	aws.HTTPClient
	tell func(host string) // nil where nobody wants to know
	mu   sync.Mutex
	told map[string]bool
}

// Do makes the request.
func (c *elsewhere) Do(r *http.Request) (*http.Response, error) {
	if c.tell != nil && !ofAWS(r.URL) {
		c.mu.Lock()
		if !c.told[r.URL.Host] {
			c.told[r.URL.Host] = true
			c.tell(r.URL.Host)
		}
		c.mu.Unlock()
	}
	return c.HTTPClient.Do(r)
}

// ofAWS reports whether a request goes to AWS: to a host of one of its domains, by
// TLS. Source: DNS suffixes of the partitions, in the AWS SDK's endpoint rules;
// those of a VPC endpoint end in the same way.
func ofAWS(u *url.URL) bool {
	return u.Scheme == "https" && slices.ContainsFunc([]string{
		".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu", ".api.aws", ".api.amazonwebservices.com.cn",
	}, func(domain string) bool { return strings.HasSuffix(strings.ToLower(u.Hostname()), domain) })
}
