//go:build !offline

package live

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// elsewhere is a client that takes note of the hosts it asks which are not AWS's
// own. A setting that was left over from tests of something else would let an
// emulator tick the book.
type elsewhere struct {
	aws.HTTPClient
	mu    sync.Mutex
	hosts map[string]bool
}

// Do makes the request.
func (c *elsewhere) Do(r *http.Request) (*http.Response, error) {
	if !ofAWS(r.URL) {
		c.mu.Lock()
		c.hosts[r.URL.Host] = true
		c.mu.Unlock()
	}
	return c.HTTPClient.Do(r)
}

// list are the hosts, in order.
func (c *elsewhere) list() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Sorted(maps.Keys(c.hosts))
}

// ofAWS reports whether a request goes to AWS: to a host of one of its domains, by
// TLS. Source: DNS suffixes of the partitions, in the AWS SDK's endpoint rules;
// those of a VPC endpoint end in the same way.
func ofAWS(u *url.URL) bool {
	return u.Scheme == "https" && slices.ContainsFunc([]string{
		".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu", ".api.aws", ".api.amazonwebservices.com.cn",
	}, func(domain string) bool { return strings.HasSuffix(strings.ToLower(u.Hostname()), domain) })
}
